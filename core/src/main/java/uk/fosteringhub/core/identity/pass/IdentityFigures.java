package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How far identity has come, in numbers.
 *
 * @param waiting entities of which something waits to be compared; nothing of them goes out meanwhile
 * @param oldest how long the oldest of them has waited; zero if none does
 * @param records person records that are compared
 * @param linked pairs of records that are linked, by the rules or by people
 * @param review pairs that a person is to look at
 * @param capped blocks that are left out, since they have too many records to say anything
 * @param households that were found
 * @param build how far a build of everything has come: {@code none}, {@code features}, {@code pairs} or {@code done}
 * @param model by which records are judged; empty before the first time
 */
public record IdentityFigures(
        long waiting,
        Duration oldest,
        long records,
        long linked,
        long review,
        long capped,
        long households,
        String build,
        String model) {

    public static IdentityFigures read(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("""
                        select w.waiting, coalesce(extract(epoch from now() - w.oldest), 0),
                            coalesce((select records from hub.identity_frequency where value = 0), 0),
                            (select count(*) from hub.identity_pair where state = 'linked'),
                            (select count(*) from hub.identity_pair where state in ('review', 'unsure') or doubted),
                            (select count(*) from hub.identity_capped),
                            (select count(*) from hub.identity_household),
                            coalesce(s.build, 'none'), coalesce(s.model, '')
                        from (select count(distinct entity_id) as waiting,
                            min(noted_at) filter (where entity_id is not null) as oldest from hub.identity_waiting) w
                        left join hub.identity_state s on true""")) {
            row.next();
            return new IdentityFigures(
                    row.getLong(1),
                    Duration.ofMillis(Math.max(0, Math.round(row.getDouble(2) * 1000))),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getString(8),
                    row.getString(9));
        }
    }
}
