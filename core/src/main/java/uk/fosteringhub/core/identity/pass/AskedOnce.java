package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.Groups;

/** Enquiries that become one, as far as no two of them came by the same way. */
final class AskedOnce {
    private final Groups<Long> together = new Groups<>();
    /** By the one that stands for its group: the systems that told of it. */
    private final Map<Long, Set<String>> ways;

    private AskedOnce(Map<Long, Set<String>> ways) {
        this.ways = ways;
    }

    /** @param enquiries hub ids */
    static AskedOnce of(Connection connection, Collection<Long> enquiries) throws SQLException {
        Map<Long, Set<String>> ways = new HashMap<>();
        if (enquiries.isEmpty()) {
            return new AskedOnce(ways);
        }
        // A record that has ended came all the same.
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct c.entity_id, s.system from hub.contribution c
                join hub.source s on s.id = c.source_id and s.keyspace <> ?
                where c.entity_id = any(?) and c.state <> 'x'""")) {
            query.setString(1, HubKeys.IDENTITY);
            query.setArray(2, Rows.longs(connection, enquiries));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ways.computeIfAbsent(rows.getLong(1), enquiry -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return new AskedOnce(ways);
    }

    /** @return whether the two are one now; not, if that would bring together two by the same way */
    boolean join(long one, long other) {
        if (together.together(one, other)) {
            return true;
        }
        Set<String> ofOne = ways.getOrDefault(together.of(one), Set.of());
        Set<String> ofOther = ways.getOrDefault(together.of(other), Set.of());
        if (!Collections.disjoint(ofOne, ofOther)) {
            return false;
        }
        together.join(one, other);
        Set<String> both = new HashSet<>(ofOne);
        both.addAll(ofOther);
        ways.put(together.of(one), both);
        return true;
    }
}
