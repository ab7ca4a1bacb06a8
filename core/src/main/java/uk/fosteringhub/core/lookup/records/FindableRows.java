package uk.fosteringhub.core.lookup.records;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Meaning;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** Makes rows of {@code hub.findable} from golden records. */
final class FindableRows {
    private static final int BATCH = 10_000;
    private static final String GOLDEN =
            "select g.id, g.version, g.ended_at is not null, to_jsonb(g) - 'provenance' from fostering.";

    private FindableRows() {}

    private record Made(long entity, int version, boolean ended, Terms terms) {}

    /** For the first time: the index is made last, which is several times as fast. */
    static int all(Connection connection, List<RecordType> types) throws SQLException {
        int taken = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index hub.findable_by_term");
            statement.execute("set local maintenance_work_mem = '256MB'");
            for (RecordType type : types) {
                taken += take(connection, type, GOLDEN + type.name() + " g", List.of());
            }
            statement.execute(
                    "create index findable_by_term on hub.findable using gin (terms) with (fastupdate = off)");
            statement.execute("analyze hub.findable");
        }
        return taken;
    }

    /** What is found of some records, anew. */
    static int anew(Connection connection, RecordType type, List<Long> entities) throws SQLException {
        return take(connection, type, GOLDEN + type.name() + " g where g.id = any(?)", entities);
    }

    /** @param entities for the one parameter of the statement, if it has one */
    private static int take(Connection connection, RecordType type, String golden, List<Long> entities)
            throws SQLException {
        int taken = 0;
        try (PreparedStatement query = connection.prepareStatement(golden)) {
            query.setFetchSize(BATCH / 5);
            if (!entities.isEmpty()) {
                query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            }
            List<Made> batch = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Terms terms = new Terms();
                    terms.add(type, CanonicalJson.read(type, rows.getString(4)));
                    batch.add(new Made(rows.getLong(1), rows.getInt(2), rows.getBoolean(3), terms));
                    if (batch.size() == BATCH) {
                        taken += write(connection, type, batch);
                    }
                }
            }
            return taken + write(connection, type, batch);
        }
    }

    private static int write(Connection connection, RecordType type, List<Made> batch) throws SQLException {
        if (batch.isEmpty()) {
            return 0;
        }
        if (type.equals(RecordTypes.PERSON)) {
            elsewhere(connection, batch);
        }
        // Arrays, not a temporary table: to make and drop one for every few records fills the database's own tables.
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.findable (entity_id, record_type, version, ended, terms)
                select entity_id, ?, version, ended, array_to_tsvector(array_remove(string_to_array(terms, E'\\n'), ''))
                from unnest(?::bigint[], ?::int[], ?::boolean[], ?::text[]) as made (entity_id, version, ended, terms)
                order by entity_id
                on conflict (entity_id) do update set version = excluded.version, ended = excluded.ended,
                    terms = excluded.terms""")) {
            insert.setString(1, type.name());
            insert.setArray(2, array(connection, "bigint", batch, Made::entity));
            insert.setArray(3, array(connection, "int", batch, Made::version));
            insert.setArray(4, array(connection, "boolean", batch, Made::ended));
            insert.setArray(
                    5, array(connection, "text", batch, made -> made.terms().stored()));
            insert.executeUpdate();
        }
        int written = batch.size();
        batch.clear();
        return written;
    }

    private static Array array(Connection connection, String type, List<Made> batch, Function<Made, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, batch.stream().map(value).toArray());
    }

    private static void elsewhere(Connection connection, List<Made> batch) throws SQLException {
        Map<Long, Terms> terms = new HashMap<>();
        batch.forEach(made -> terms.put(made.entity(), made.terms()));
        try (PreparedStatement query = connection.prepareStatement("""
                select person, true, postcode from fostering.address where person = any(?) and postcode is not null
                union all
                select person, false, number from fostering.phone where person = any(?) and number is not null""")) {
            query.setArray(1, connection.createArrayOf("bigint", terms.keySet().toArray()));
            query.setArray(2, connection.createArrayOf("bigint", terms.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    terms.get(rows.getLong(1))
                            .add(rows.getBoolean(2) ? Meaning.POSTCODE : Meaning.PHONE, rows.getString(3));
                }
            }
        }
    }
}
