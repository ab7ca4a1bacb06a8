package uk.fosteringhub.core.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;

/**
 * Goes through what two systems say about records of one type, entity by entity, in the order of hub ids. Only the entity
 * at hand is in memory; the database sorts.
 */
final class ToldCursor implements AutoCloseable {
    private static final int FETCH = 2_000;

    private final RecordType type;
    private final String system;
    private final PreparedStatement query;
    private final ResultSet rows;
    private boolean more;

    ToldCursor(Connection connection, RecordType type, String system, String other) throws SQLException {
        this.type = type;
        this.system = system;
        query = connection.prepareStatement("""
                select c.entity_id, s.system, c.key, c.state, case when c.state = 'a' then c.body end
                from hub.contribution c join hub.source s on s.id = c.source_id
                where s.record_type = ? and s.system in (?, ?) and c.state in ('a', 'x')
                order by c.entity_id, s.system, s.keyspace, c.key""");
        try {
            query.setFetchSize(FETCH);
            query.setString(1, type.name());
            query.setString(2, system);
            query.setString(3, other);
            rows = query.executeQuery();
            more = rows.next();
        } catch (SQLException failed) {
            query.close();
            throw failed;
        }
    }

    /** The next entity of which one of the two says anything. */
    Optional<Told> next() throws SQLException {
        while (more) {
            Told told = new Told(rows.getLong(1));
            do {
                add(told);
                more = rows.next();
            } while (more && rows.getLong(1) == told.entity);
            if (!told.bySystem.isEmpty() || !told.byOther.isEmpty()) {
                return Optional.of(told);
            }
        }
        return Optional.empty();
    }

    private void add(Told told) throws SQLException {
        boolean here = rows.getString(2).equals(system);
        String key = rows.getString(3);
        if (rows.getString(4).equals("x")) {
            (here ? told.awaitedOfSystem : told.awaitedOfOther).add(key);
        } else {
            (here ? told.bySystem : told.byOther).add(new Said(key, CanonicalJson.read(type, rows.getString(5))));
        }
    }

    @Override
    public void close() throws SQLException {
        query.close();
    }
}
