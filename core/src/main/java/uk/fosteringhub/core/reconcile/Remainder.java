package uk.fosteringhub.core.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what two systems bring beside what is compared. */
final class Remainder {
    private final Brought system;
    private final Brought other;
    private final Map<String, Waiting> waiting;

    /** @param waiting by feed */
    Remainder(Brought system, Brought other, Map<String, Waiting> waiting) {
        this.system = system;
        this.other = other;
        this.waiting = waiting;
    }

    /**
     * @param compared record types that are compared
     * @return by name; without those of which nothing has come
     */
    List<NotCompared> beside(Set<String> compared, Connection connection) throws SQLException {
        Map<String, Long> bySystem = records(connection, system.system());
        Map<String, Long> byOther = records(connection, other.system());
        Set<String> names = new TreeSet<>(bySystem.keySet());
        names.addAll(byOther.keySet());
        names.addAll(system.feeds().keySet());
        names.addAll(other.feeds().keySet());
        names.removeAll(compared);
        List<NotCompared> found = new ArrayList<>();
        for (String name : names) {
            NotCompared one = new NotCompared(
                    name,
                    system.brings(name) && other.brings(name),
                    bySystem.getOrDefault(name, 0L),
                    byOther.getOrDefault(name, 0L),
                    system.waiting(name, waiting),
                    other.waiting(name, waiting));
            if (one.inSystem() + one.inOther() > 0
                    || !one.waitingOfSystem().isNothing()
                    || !one.waitingOfOther().isNothing()) {
                found.add(one);
            }
        }
        return found;
    }

    /** Also of feeds that the settings no longer have: their records are still there. */
    private static Map<String, Long> records(Connection connection, String system) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select s.record_type, count(*) from hub.source s
                join hub.contribution c on c.source_id = s.id and c.state = 'a'
                where s.system = ? group by s.record_type""")) {
            query.setString(1, system);
            Map<String, Long> records = new TreeMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.put(rows.getString(1), rows.getLong(2));
                }
            }
            return records;
        }
    }
}
