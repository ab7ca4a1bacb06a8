package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How the verdict of a target follows from its books, from what waits, and from whether it can be reached. */
final class TargetVerdict {
    /** Later than this an acknowledgement is missed: it has had a night to come. */
    private static final Duration ANSWERED_WITHIN = Duration.ofHours(36);
    /** Most kinds of failures that the reasons of one target name. */
    private static final int MOST_KINDS = 8;

    private final Connection connection;
    private final long run;
    private final String target;

    TargetVerdict(Connection connection, long run, String target) {
        this.connection = connection;
        this.run = run;
        this.target = target;
    }

    TargetResult judge(TargetBooks books) throws SQLException {
        List<String> reasons = new ArrayList<>(failures());
        if (reasons.isEmpty() && books.refused() > 0) {
            reasons.add(books.refused() + (books.refused() == 1 ? " change was" : " changes were") + " refused");
        }
        reasons.addAll(texts("""
                select case when coalesce(s.away_since is not null, false)
                    then o.waiting || ' changes wait: ' || s.sentence || ' Away since '
                        || to_char(s.away_since at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI') || ', tried '
                        || s.attempts || ' times.'
                    else o.waiting || ' changes are still on their way' end
                from (select count(*) as waiting from hub.outgoing where target = ?) o
                left join hub.target_state s on s.target = ?
                where o.waiting > 0 or s.away_since is not null""", query -> {
            query.setString(1, target);
            query.setString(2, target);
        }));
        reasons.addAll(texts("""
                select count(*) || ' changes were sent and have had no acknowledgement since '
                    || to_char(min(handed_at) at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI')
                    || ': ask the target''s owner whether its import runs'
                from hub.receipt where target = ? and state = 'sent' and handed_at < now() - make_interval(secs => ?)
                having count(*) > 0""", query -> {
            query.setString(1, target);
            query.setDouble(2, ANSWERED_WITHIN.toSeconds());
        }));
        Verdict verdict = reasons.isEmpty() ? Verdict.GREEN : Verdict.AMBER;
        if (!books.balance()) {
            verdict = Verdict.RED;
            reasons.add(
                    0,
                    "the books do not balance: the changes are not the sum of delivered, sent, refused, not wanted and"
                            + " waiting");
        }
        return new TargetResult(target, verdict, books, List.copyOf(reasons));
    }

    /** Those that came up during this run, whichever night caused the change. */
    private List<String> failures() throws SQLException {
        return texts("""
                select count(*) || case count(*) when 1 then ' change' else ' changes, the first' end || ' (' || rule || '): '
                    || min(message)
                from hub.failure f where f.feed = ? and f.state = 'open'
                    and f.last_seen >= (select started_at from hub.run where id = ?)
                group by rule, column_name order by count(*) desc, rule, column_name limit ?""", query -> {
            query.setString(1, "to-" + target);
            query.setLong(2, run);
            query.setInt(3, MOST_KINDS);
        });
    }

    @FunctionalInterface
    private interface Fill {
        void into(PreparedStatement query) throws SQLException;
    }

    private List<String> texts(String sql, Fill fill) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            fill.into(query);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
