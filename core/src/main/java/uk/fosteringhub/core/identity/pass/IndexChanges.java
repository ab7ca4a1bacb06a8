package uk.fosteringhub.core.identity.pass;

import java.sql.Array;
import java.sql.Connection;
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
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Together;

/** What is to be written so that the index says what the records say now; gathered for many records, written at once. */
final class IndexChanges {
    /** Beside more names a contact is nobody's own, and which records have it is not looked at again. */
    private static final int NAMES_THAT_TELL = 8;

    private static final int MOST_NAMES = 60;

    /** From name to name by the index, since a number of an agency may stand in very many records. */
    private static final String COUNT_NAMES = """
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
            returning f.value, counted.before, counted.names""".formatted(MOST_NAMES);

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
        Together all = new Together(connection);
        if (!gone.isEmpty()) {
            all.add("delete from hub.identity_record where id = any(?)", Rows.longs(connection, gone));
        }
        records(connection, all);
        blocks.writeTo(connection, all);
        homes.writeTo(connection, all);
        frequencies(connection, all);
        names.writeTo(connection, all);
        Set<Long> contacts = new HashSet<>();
        Set<Long> touched = names.touched();
        if (!touched.isEmpty()) {
            all.ask(COUNT_NAMES, row -> contact(row, contacts), Rows.longs(connection, touched));
        }
        all.execute();
        return contacts;
    }

    private void records(Connection connection, Together all) throws SQLException {
        if (written.isEmpty()) {
            return;
        }
        List<PersonRecord> records = written.stream().map(KeptRecord::record).toList();
        all.add(
                """
                insert into hub.identity_record
                    (id, source_id, key, record_type, features, version, at, blocks, counted, contacts, name, homes)
                select id, source_id, key, record_type, features, ?, at::timestamptz, blocks::bigint[], counted::bigint[],
                    contacts::bigint[], name, homes::bigint[]
                from unnest(?::smallint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bigint[], ?::text[])
                    as r (source_id, key, id, record_type, features, at, blocks, counted, contacts, name, homes)
                on conflict (source_id, key) do update set features = excluded.features, version = excluded.version,
                    at = excluded.at, blocks = excluded.blocks, counted = excluded.counted, contacts = excluded.contacts,
                    name = excluded.name, homes = excluded.homes""",
                KeptRecord.VERSION,
                Rows.sources(connection, records),
                Rows.keys(connection, records),
                Rows.longs(connection, written.stream().mapToLong(KeptRecord::id)),
                Rows.texts(connection, written.stream().map(KeptRecord::type)),
                Rows.texts(connection, written.stream().map(KeptRecord::features)),
                Rows.texts(connection, written.stream().map(one -> one.at()
                        .map(Object::toString)
                        .orElse(null))),
                arrays(connection, written.stream().map(KeptRecord::blocks)),
                arrays(connection, written.stream().map(KeptRecord::counted)),
                arrays(connection, written.stream().map(KeptRecord::contacts)),
                Rows.longs(connection, written.stream().mapToLong(KeptRecord::name)),
                arrays(connection, written.stream().map(KeptRecord::homes)));
    }

    private static Array arrays(Connection connection, Stream<long[]> values) throws SQLException {
        return Rows.texts(connection, values.map(Arrays::toString).map(text -> text.replace('[', '{')
                .replace(']', '}')));
    }

    /** In order, so that nobody waits in a circle. */
    private void frequencies(Connection connection, Together all) throws SQLException {
        counts.values().removeIf(by -> by == 0);
        if (!counts.isEmpty()) {
            all.add("""
                    insert into hub.identity_frequency (value, records)
                    select value, records from unnest(?::bigint[], ?::int[]) as counted (value, records) order by value
                    on conflict (value) do update set records = identity_frequency.records + excluded.records""", Rows.longs(connection, counts.keySet()), Rows.ints(connection, counts.values().stream()));
        }
    }

    private static void contact(ResultSet row, Set<Long> changed) throws SQLException {
        int fewer = Math.min(row.getInt(2), row.getInt(3));
        if (fewer > 0 && fewer <= NAMES_THAT_TELL) {
            changed.add(row.getLong(1));
        }
    }
}
