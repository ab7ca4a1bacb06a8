package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.records.RecordType;

/**
 * Makes every person record comparable and compares all of them, where that was never done or was done by other rules: after
 * an upgrade, with a newer model, after identity was switched off. In parts, each in the caller's transaction together with
 * how far it has come, so it goes on where it was broken off. What is linked stays linked meanwhile.
 */
final class FullBuild {
    private static final int MOST_AT_ONCE = 1_000;

    private final Connection connection;
    private final State state;

    private record State(boolean current, String build, int source, String key, long record) {
        private static final State NEVER = new State(false, "features", 0, "", 0);
    }

    FullBuild(Connection connection, String model) throws SQLException {
        this.connection = connection;
        State found = state(connection, model);
        if (!found.current()) {
            begin(connection, model);
            found = state(connection, model);
        }
        this.state = found;
    }

    /** Where nothing has been said yet, there is nothing to build: all that comes is noted. */
    static void nothingYet(Connection connection, String model) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_state (features, model, build, finished_at)
                select ?, ?, 'done', now() where not exists (select 1 from hub.contribution)
                on conflict do nothing""")) {
            insert.setInt(1, KeptRecord.VERSION);
            insert.setString(2, model);
            insert.executeUpdate();
        }
    }

    /** While identity is switched off, things are said unnoted. */
    static void becomesStale(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update hub.identity_state set stale = true where not stale");
        }
    }

    /** Other rules for features make all of it anew; another model only compares anew. */
    private static void begin(Connection connection, String model) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.identity_state as s (features, model, build) values (?, ?, 'features')
                on conflict (one) do update set features = excluded.features, model = excluded.model, stale = false,
                    build = case when s.stale or s.features <> excluded.features or s.build = 'features'
                        then 'features' else 'pairs' end,
                    source_id = 0, key = '', record_id = 0, started_at = now(), finished_at = null
                where s.stale or s.features <> excluded.features or s.model <> excluded.model""")) {
            upsert.setInt(1, KeptRecord.VERSION);
            upsert.setString(2, model);
            upsert.executeUpdate();
        }
    }

    private static State state(Connection connection, String model) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select not stale and features = ? and model = ?, build, source_id, key, record_id
                from hub.identity_state""")) {
            query.setInt(1, KeptRecord.VERSION);
            query.setString(2, model);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new State(
                                row.getBoolean(1), row.getString(2), row.getInt(3), row.getString(4), row.getLong(5))
                        : State.NEVER;
            }
        }
    }

    /** Whether everything has been compared. */
    boolean done() {
        return state.build().equals("done");
    }

    /** Whether there are records that are not comparable yet: until they are, nothing is compared. */
    boolean makesComparable() {
        return state.build().equals("features");
    }

    /** @return how many records were made comparable */
    int makeComparable() throws SQLException {
        TreeSet<PersonRecord> next = next();
        if (next.isEmpty()) {
            set("build = 'pairs', record_id = 0");
            try (Statement statement = connection.createStatement()) {
                statement.execute("delete from hub.identity_capped");
            }
            return 0;
        }
        new RecordIndex(connection).update(next);
        PersonRecord last = next.last();
        try (PreparedStatement update =
                connection.prepareStatement("update hub.identity_state set source_id = ?, key = ?")) {
            update.setInt(1, last.source());
            update.setString(2, last.key());
            update.executeUpdate();
        }
        return next.size();
    }

    /** Also records that have ended, which were comparable perhaps, and are to be so no longer. */
    private TreeSet<PersonRecord> next() throws SQLException {
        TreeSet<PersonRecord> next = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select found.source_id, found.key
                from (select id from hub.source where record_type = any(?) and keyspace <> ? and id >= ? order by id) s
                cross join lateral (
                    select c.source_id, c.key from hub.contribution c
                    where c.source_id = s.id and (s.id > ? or c.key > ?) and c.state <> 'x'
                    order by c.key limit ?) found
                order by found.source_id, found.key limit ?""")) {
            List<String> types =
                    PersonNotes.PERSON_RECORDS.stream().map(RecordType::name).toList();
            query.setArray(1, Rows.texts(connection, types.stream()));
            query.setString(2, HubKeys.IDENTITY);
            query.setInt(3, state.source());
            query.setInt(4, state.source());
            query.setString(5, state.key());
            query.setInt(6, MOST_AT_ONCE);
            query.setInt(7, MOST_AT_ONCE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    next.add(new PersonRecord(rows.getInt(1), rows.getString(2)));
                }
            }
        }
        return next;
    }

    /** The next records to be compared; empty if all are. */
    Map<PersonRecord, KeptRecord> toCompare(int most) throws SQLException {
        Map<PersonRecord, KeptRecord> next = new TreeMap<>();
        if (done()) {
            return next;
        }
        TreeSet<Long> ids = new TreeSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id from hub.identity_record where id > ? order by id limit ?")) {
            query.setLong(1, state.record());
            query.setInt(2, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        if (ids.isEmpty()) {
            set("build = 'done', finished_at = now()");
            return next;
        }
        new RecordIndex(connection).numbered(ids).values().forEach(record -> next.put(record.record(), record));
        set("record_id = " + ids.last());
        return next;
    }

    private void set(String assignments) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update hub.identity_state set " + assignments);
        }
    }
}
