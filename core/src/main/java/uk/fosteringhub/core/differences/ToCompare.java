package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.CopyText;

/** {@code hub.to_compare}: entities of which something was said anew since their differences were worked out. */
public final class ToCompare {
    private ToCompare() {}

    /** In the transaction that says it, so that none is forgotten. */
    public static void note(Connection connection, RecordType type, List<Long> entities) throws SQLException {
        CopyText copy = new CopyText("hub.to_compare (entity_id, record_type)");
        for (long entity : entities) {
            copy.add(entity).add(type.name()).endRow();
        }
        copy.writeTo(connection);
    }

    /** Everything of which several systems speak, and everything that is known to differ. */
    static void noteAll(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.to_compare (entity_id, record_type)
                select c.entity_id, min(s.record_type) from hub.contribution c join hub.source s on s.id = c.source_id
                where c.state = 'a' group by c.entity_id having count(distinct s.system) > 1
                union select entity_id, record_type from hub.difference""")) {
            insert.executeUpdate();
        }
    }

    /** Takes some off; they are noted again if the transaction fails. By record type. */
    static Map<String, Set<Long>> take(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from hub.to_compare where ctid = any(array(select ctid from hub.to_compare limit ?))
                returning record_type, entity_id""")) {
            delete.setInt(1, most);
            Map<String, Set<Long>> taken = new TreeMap<>();
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    taken.computeIfAbsent(rows.getString(1), type -> new TreeSet<>())
                            .add(rows.getLong(2));
                }
            }
            return taken;
        }
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select not exists (select 1 from hub.to_compare)");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
