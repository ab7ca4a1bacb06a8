package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.store.Database;

/** What other rules would change in all history, before they are used. Everything is attributed by them and taken back. */
public final class RulePreview {
    private final Database database;
    private final AttributionSettings settings;

    public RulePreview(Database database, AttributionSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Something received that would be taken for something else. Empty codes: for nothing. */
    public record Retaken(
            String received, String before, String beforeRule, String after, String afterRule, long records) {}

    /** An enquiry whose channels would be others. */
    public record Changed(long enquiry, String before, String after) {}

    /**
     * @param enquiries how many enquiries' channels would change; {@code changed} holds the first of them
     */
    public record Result(String rules, List<Retaken> retaken, long enquiries, List<Changed> changed) {}

    /** @param most how many of each are listed */
    public Result of(SourceRules candidate, int most) {
        return database.inRehearsal(connection -> {
            Integer before = current(connection);
            int after = new Attributor(database, candidate, settings).rehearse(connection);
            List<Changed> changed = new ArrayList<>();
            long all = 0;
            try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(a.enquiry_id, b.enquiry_id), coalesce(b.path, ''), coalesce(a.path, ''), count(*) over ()
                from (select * from hub.attribution where version_id = ?) a
                full join (select * from hub.attribution where version_id = ?) b on b.enquiry_id = a.enquiry_id
                where a.path is distinct from b.path order by 1 limit ?\
                """)) {
                query.setInt(1, after);
                query.setObject(2, before, java.sql.Types.INTEGER);
                query.setInt(3, most);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        changed.add(new Changed(row.getLong(1), row.getString(2), row.getString(3)));
                        all = row.getLong(4);
                    }
                }
            }
            return new Result(candidate.version(), retaken(connection, candidate, most), all, changed);
        });
    }

    private static List<Retaken> retaken(Connection connection, SourceRules candidate, int most) throws SQLException {
        List<Retaken> retaken = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
            with different as (
                select r.digest, concat_ws(' / ', nullif(r.text, ''), nullif(r.answer, ''), nullif(r.event, ''),
                        nullif(r.utm_source, ''), nullif(r.utm_medium, '')) as received,
                    coalesce(b.channel, '') as before, coalesce(b.rule, '') as before_rule, a.channel as after, a.rule as after_rule
                from hub.received_source r
                join hub.taken_source a on a.digest = r.digest and a.rules = ?
                left join hub.taken_source b on b.digest = r.digest
                    and b.rules = (select rules from hub.attribution_version where current)
                where (a.channel, a.campaign, a.carrier) is distinct from
                    (coalesce(b.channel, ''), coalesce(b.campaign, ''), coalesce(b.carrier, '')))
            select received, before, before_rule, after, after_rule, count(*) from different
            join (select digest from hub.touchpoint_received union all select digest from hub.enquiry_received) n using (digest)
            group by 1, 2, 3, 4, 5 order by 6 desc, 1 limit ?\
            """)) {
            query.setString(1, candidate.version());
            query.setInt(2, most);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    retaken.add(new Retaken(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6)));
                }
            }
        }
        return retaken;
    }

    private static Integer current(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select id from hub.attribution_version where current");
                ResultSet row = query.executeQuery()) {
            return row.next() ? (Integer) row.getInt(1) : null;
        }
    }
}
