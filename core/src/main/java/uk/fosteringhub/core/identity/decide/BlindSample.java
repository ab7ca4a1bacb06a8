package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.report.Wilson;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/**
 * How right the automatic links are: some of each month's, drawn once, are judged by people who do not see what the rules
 * thought. What became of a link since does not matter for the drawing, so that links which people took apart count too.
 */
public final class BlindSample {
    /** The automatic links of a time, each once. */
    private static final String LINKS = """
            select distinct on (d.pair_id) d.pair_id, d.id from hub.identity_decision d
            where not d.by_person and d.verdict = 'same' and d.model <> '' and d.at >= ? and d.at < ?
            order by d.pair_id, d.id""";

    private final Database database;
    private final AuditLog audit;
    private final int size;
    private final Clock clock;
    private final ZoneId zone;

    /** @param size how many links of a month */
    public BlindSample(Database database, int size, Clock clock, ZoneId zone) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.size = size;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What a month's sample says.
     *
     * @param links automatic links of the month
     * @param drawn how many of them are judged
     * @param unsure judged, and not to be told: these do not count
     * @param precision share of the right ones among those judged same or different, with its 95% interval
     */
    public record Measured(
            YearMonth month,
            long links,
            int drawn,
            int judged,
            int same,
            int different,
            int unsure,
            Wilson precision) {}

    /** One link to be judged, without what the rules thought of it. */
    public record Question(YearMonth month, int place, long pair, PairHalf one, PairHalf other) {}

    /** The month of which the sample is due: the last that is over. */
    public YearMonth due() {
        return YearMonth.now(clock.withZone(zone)).minusMonths(1);
    }

    /** Draws a month's sample, if that was not done before, the month is over, and it is the last or has links at all. */
    public void draw(YearMonth month) {
        if (month.isAfter(due())) {
            return;
        }
        database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.identity_sample_month (month, links)
                    select ?, 0 where ? or exists (%s) on conflict do nothing""".formatted(LINKS))) {
                insert.setDate(1, Date.valueOf(month.atDay(1)));
                insert.setBoolean(2, month.equals(due()));
                insert.setTimestamp(3, from(month));
                insert.setTimestamp(4, from(month.plusMonths(1)));
                if (insert.executeUpdate() == 1) {
                    draw(connection, month);
                }
            }
            return null;
        });
    }

    /** The order depends on nothing but the numbers of pair and month. */
    private void draw(Connection connection, YearMonth month) throws SQLException {
        Timestamp from = from(month);
        Timestamp until = from(month.plusMonths(1));
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_sample (month, place, pair_id, decision_id)
                select ?, row_number() over (order by md5(pair_id || ' ' || ?)), pair_id, id
                from (%s) links order by md5(pair_id || ' ' || ?) limit ?""".formatted(LINKS))) {
            insert.setDate(1, Date.valueOf(month.atDay(1)));
            insert.setString(2, month.toString());
            insert.setTimestamp(3, from);
            insert.setTimestamp(4, until);
            insert.setString(5, month.toString());
            insert.setInt(6, size);
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_sample_month set links = (select count(*) from (%s) links) where month = ?""".formatted(LINKS))) {
            update.setTimestamp(1, from);
            update.setTimestamp(2, until);
            update.setDate(3, Date.valueOf(month.atDay(1)));
            update.executeUpdate();
        }
    }

    private Timestamp from(YearMonth month) {
        return Timestamp.from(month.atDay(1).atStartOfDay(zone).toInstant());
    }

    /** The months that have a sample, the newest first. */
    public List<Measured> months() {
        draw(due());
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select m.month, m.links, count(s.place), count(s.verdict),
                        count(*) filter (where s.verdict = 'same'), count(*) filter (where s.verdict = 'different'),
                        count(*) filter (where s.verdict = 'unsure')
                    from hub.identity_sample_month m left join hub.identity_sample s on s.month = m.month
                    group by m.month, m.links order by m.month desc""")) {
                List<Measured> months = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        int same = row.getInt(5);
                        int different = row.getInt(6);
                        months.add(new Measured(
                                YearMonth.from(row.getDate(1).toLocalDate()),
                                row.getLong(2),
                                row.getInt(3),
                                row.getInt(4),
                                same,
                                different,
                                row.getInt(7),
                                Wilson.of(same, same + different)));
                    }
                }
                return months;
            }
        });
    }

    public Optional<Measured> measured(YearMonth month) {
        return months().stream().filter(one -> one.month().equals(month)).findFirst();
    }

    /**
     * The next link of a month that nobody has judged.
     *
     * @param restricted whether the person may see what concerns restricted persons
     */
    public Optional<Question> next(YearMonth month, boolean restricted) {
        draw(month);
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select " + PairRow.COLUMNS
                    + ", s.place from " + PairRow.FROM + " join hub.identity_sample s on s.pair_id = p.id"
                    + " where s.month = ? and s.verdict is null"
                    + (restricted ? "" : " and " + PairRow.notRestricted()) + " order by s.place limit 1")) {
                query.setDate(1, Date.valueOf(month.atDay(1)));
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return Optional.<Question>empty();
                    }
                    PairRow pair = PairRow.read(row);
                    return Optional.of(new Question(month, row.getInt("place"), pair.id(), pair.one(), pair.other()));
                }
            }
        });
    }

    /**
     * Takes a person's judgement. A link that is found wrong comes into the queue, for somebody to take it apart.
     *
     * @param reason may be empty unless they are different
     * @throws DecisionRefused if it has been judged, there is none that may be seen, or it wants a reason
     */
    public void judge(YearMonth month, int place, Verdict verdict, String reason, String actor, boolean restricted)
            throws DecisionRefused {
        if (verdict == Verdict.TAKEN_BACK || reason.length() > Decisions.LONGEST_REASON) {
            throw new DecisionRefused(
                    DecisionRefused.Why.WRONG,
                    "Say same, different or unsure, and why in up to " + Decisions.LONGEST_REASON + " characters.");
        }
        if (verdict == Verdict.DIFFERENT && reason.isBlank()) {
            throw new DecisionRefused(
                    DecisionRefused.Why.WRONG, "Say why they are different; whoever takes the link apart needs it.");
        }
        Optional<DecisionRefused> refused = database.inTransaction(connection -> {
            Optional<Long> pair = pair(connection, month, place);
            if (pair.flatMap(id -> seen(connection, id, restricted)).isEmpty()) {
                return Optional.of(new DecisionRefused(
                        DecisionRefused.Why.NONE, "There is no such link in this sample that you may see."));
            }
            if (!write(connection, month, place, verdict, reason, actor)) {
                return Optional.of(new DecisionRefused(
                        DecisionRefused.Why.OUTDATED, "Somebody else has judged this link meanwhile."));
            }
            if (verdict == Verdict.DIFFERENT) {
                doubt(connection, pair.get(), month);
            }
            audit.write(
                    connection,
                    AuditEntry.of(actor, "identity-sample-judged", "pair " + pair.get())
                            .because(reason.strip())
                            .with("month", month.toString())
                            .with("verdict", verdict.word()));
            return Optional.empty();
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    private static Optional<PairRow> seen(Connection connection, long pair, boolean restricted) {
        try {
            return PairRow.one(connection, pair).filter(row -> restricted || !row.restricted());
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    private static Optional<Long> pair(Connection connection, YearMonth month, int place) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select pair_id from hub.identity_sample where month = ? and place = ?")) {
            query.setDate(1, Date.valueOf(month.atDay(1)));
            query.setInt(2, place);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static boolean write(
            Connection connection, YearMonth month, int place, Verdict verdict, String reason, String actor)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_sample set verdict = ?, judged_by = ?, judged_at = now(), reason = ?
                where month = ? and place = ? and verdict is null""")) {
            update.setString(1, verdict.word());
            update.setString(2, actor);
            update.setString(3, reason.strip().replace('\0', ' '));
            update.setDate(4, Date.valueOf(month.atDay(1)));
            update.setInt(5, place);
            return update.executeUpdate() == 1;
        }
    }

    private static void doubt(Connection connection, long pair, YearMonth month) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair set doubted = true, doubt = ?, version = version + 1
                where id = ? and state = 'linked'""")) {
            update.setString(1, "the sample of " + month + " found it wrong");
            update.setLong(2, pair);
            update.executeUpdate();
        }
    }
}
