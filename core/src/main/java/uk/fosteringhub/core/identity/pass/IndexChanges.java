package uk.fosteringhub.core.identity.pass;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be written so that the index says what the records say now; gathered for many records, written at once. */
final class IndexChanges {
    /** Beside more names a contact is nobody's own, and which records have it is not looked at again. */
    private static final int NAMES_THAT_TELL = 8;

    private static final int MOST_NAMES = 60;

    private final List<Long> gone = new ArrayList<>();
    private final List<KeptRecord> written = new ArrayList<>();
    private final IndexEntries blocks = new IndexEntries("hub.identity_key", "key", "record_id");
    private final IndexEntries homes = new IndexEntries("hub.identity_home", "address", "record_id");
    private final IndexEntries names = new IndexEntries("hub.identity_contact", "contact", "name", "record_id");
    private final Map<Long, Integer> counts = new TreeMap<>();

    void bring(KeptRecord record) {
        written.add(record);
        entries(record, true);
    }

    void take(KeptRecord record) {
        gone.add(record.id());
        entries(record, false);
    }

    void replace(KeptRecord old, KeptRecord fresh) {
        written.add(fresh);
        entries(old, false);
        entries(fresh, true);
    }

    private void entries(KeptRecord record, boolean there) {
        for (long key : record.blocks()) {
            blocks.note(there, key, record.id());
        }
        for (long address : record.homes()) {
            homes.note(there, address, record.id());
        }
        if (record.name() != 0) {
            for (long contact : record.contacts()) {
                names.note(there, contact, record.name(), record.id());
            }
        }
        int by = there ? 1 : -1;
        counts.merge(StoreFrequencies.ALL, by, Integer::sum);
        for (long value : record.counted()) {
            counts.merge(value, by, Integer::sum);
        }
    }

    /** @return the contacts that stand beside more or fewer names than before, if these are few enough to say something */
    Set<Long> writeTo(Connection connection) throws SQLException {
        if (!gone.isEmpty()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from hub.identity_record where id = any(?)")) {
                delete.setArray(1, Rows.longs(connection, gone));
                delete.executeUpdate();
            }
        }
        records(connection);
        blocks.writeTo(connection);
        homes.writeTo(connection);
        frequencies(connection);
        names.writeTo(connection);
        return countNames(connection, names.touched());
    }

    private void records(Connection connection) throws SQLException {
        if (written.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_record
                    (id, source_id, key, record_type, features, version, at, blocks, counted, contacts, name, homes)
                select id, source_id, key, record_type, features, ?, at::timestamptz, blocks::bigint[], counted::bigint[],
                    contacts::bigint[], name, homes::bigint[]
                from unnest(?::smallint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bigint[], ?::text[])
                    as r (source_id, key, id, record_type, features, at, blocks, counted, contacts, name, homes)
                on conflict (source_id, key) do update set features = excluded.features, version = excluded.version,
                    at = excluded.at, blocks = excluded.blocks, counted = excluded.counted, contacts = excluded.contacts,
                    name = excluded.name, homes = excluded.homes""")) {
            insert.setInt(1, KeptRecord.VERSION);
            Rows.names(insert, 2, written.stream().map(KeptRecord::record).toList());
            insert.setArray(4, Rows.longs(connection, written.stream().mapToLong(KeptRecord::id)));
            insert.setArray(5, Rows.texts(connection, written.stream().map(KeptRecord::type)));
            insert.setArray(6, Rows.texts(connection, written.stream().map(KeptRecord::features)));
            insert.setArray(7, Rows.texts(connection, written.stream().map(one -> one.at()
                    .map(Object::toString)
                    .orElse(null))));
            insert.setArray(8, arrays(connection, written.stream().map(KeptRecord::blocks)));
            insert.setArray(9, arrays(connection, written.stream().map(KeptRecord::counted)));
            insert.setArray(10, arrays(connection, written.stream().map(KeptRecord::contacts)));
            insert.setArray(11, Rows.longs(connection, written.stream().mapToLong(KeptRecord::name)));
            insert.setArray(12, arrays(connection, written.stream().map(KeptRecord::homes)));
            insert.executeUpdate();
        }
    }

    private static Array arrays(Connection connection, Stream<long[]> values) throws SQLException {
        return Rows.texts(connection, values.map(Arrays::toString).map(text -> text.replace('[', '{')
                .replace(']', '}')));
    }

    /** In order, so that nobody waits in a circle. */
    private void frequencies(Connection connection) throws SQLException {
        counts.values().removeIf(by -> by == 0);
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.identity_frequency (value, records)
                select value, records from unnest(?::bigint[], ?::int[]) as counted (value, records) order by value
                on conflict (value) do update set records = identity_frequency.records + excluded.records""")) {
            upsert.setArray(1, Rows.longs(connection, counts.keySet()));
            upsert.setArray(2, Rows.ints(connection, counts.values().stream()));
            upsert.executeUpdate();
        }
    }

    /** From name to name by the index, since a number of an agency may stand in very many records. */
    private static Set<Long> countNames(Connection connection, Set<Long> contacts) throws SQLException {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_frequency f set names = counted.names
                from (select touched.contact, before.names as before, (
                        with recursive step (name) as (
                            (select min(c.name) from hub.identity_contact c where c.contact = touched.contact)
                            union all
                            select (select min(c.name) from hub.identity_contact c
                                where c.contact = touched.contact and c.name > step.name)
                            from step where step.name is not null)
                        select count(*) from (select name from step where name is not null limit %d) distinct_names
                    )::int as names
                    from unnest(?::bigint[]) as touched (contact)
                    join hub.identity_frequency before on before.value = touched.contact) counted
                where f.value = counted.contact and f.names <> counted.names
                returning f.value, counted.before, counted.names""".formatted(MOST_NAMES))) {
            update.setArray(1, Rows.longs(connection, contacts));
            Set<Long> changed = new HashSet<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    int fewer = Math.min(rows.getInt(2), rows.getInt(3));
                    if (fewer > 0 && fewer <= NAMES_THAT_TELL) {
                        changed.add(rows.getLong(1));
                    }
                }
            }
            return changed;
        }
    }
}
