package uk.fosteringhub.core.attribution.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/** What people and systems wrote as a source and no rule knows, for the team to decide. */
public final class UnmappedSources {
    private final Database database;

    public UnmappedSources(Database database) {
        this.database = database;
    }

    /** @param touchpoints how many touchpoints have it, and how many enquiries */
    public record Unmapped(String received, long touchpoints, long enquiries, Instant lastSeen) {}

    /** By the rules that reports show; the most frequent first. */
    public List<Unmapped> list(int most) {
        return database.inTransaction(connection -> {
            List<Unmapped> unmapped = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("""
                with unknown as (
                    select r.digest, coalesce(nullif(r.text, ''), nullif(r.answer, ''), r.event) as received
                    from hub.received_source r
                    join hub.taken_source t on t.digest = r.digest
                        and t.rules = (select rules from hub.attribution_version where current)
                    where t.channel = '' and r.text || r.answer || r.event <> '')
                select u.received, sum(touchpoints), sum(enquiries), max(seen) from unknown u
                join (
                    select digest, count(*) as touchpoints, 0 as enquiries, max(occurred_at) as seen
                    from hub.touchpoint_received where digest in (select digest from unknown) group by 1
                    union all
                    select digest, 0, count(*), max(enquired_at)
                    from hub.enquiry_received where digest in (select digest from unknown) group by 1) n
                    on n.digest = u.digest
                group by 1 order by sum(touchpoints) + sum(enquiries) desc, 1 limit ?\
                """)) {
                query.setInt(1, most);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        unmapped.add(new Unmapped(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getTimestamp(4).toInstant()));
                    }
                }
            }
            return unmapped;
        });
    }
}
