package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Together;

/**
 * Keeps by what person records are found and compared, and how frequent their values are: the tables
 * {@code hub.identity_record}, {@code _key}, {@code _contact}, {@code _home} and {@code _frequency}, each brought up to
 * date by one statement for many records.
 */
final class RecordIndex {
    private static final String COLUMNS =
            "r.id, r.source_id, r.key, r.record_type, r.features, r.version, r.at, r.blocks, r.counted, r.contacts, r.name,"
                    + " r.homes";

    private static final String NAMED = "select " + COLUMNS + """
             from unnest(?::smallint[], ?::text[]) as wanted (source_id, key)
            join hub.identity_record r on r.source_id = wanted.source_id and r.key = wanted.key""";

    private static final String NEW_IDS = "select nextval('hub.identity_record_id') from generate_series(1, ?)";

    private final Connection connection;

    RecordIndex(Connection connection) {
        this.connection = connection;
    }

    /**
     * What an update did.
     *
     * @param kept the records there are, by their names
     * @param gone the names of those that are no longer there
     * @param contacts telephone numbers and e-mail addresses that stand beside more or fewer names than before
     */
    record Updated(Map<PersonRecord, KeptRecord> kept, Set<PersonRecord> gone, Set<Long> contacts) {}

    /** Brings the rows of some records up to date with what these say now. */
    Updated update(Collection<PersonRecord> names) throws SQLException {
        Map<PersonRecord, KeptRecord> before = new HashMap<>();
        // As many as there may be new ones: to ask how many there are first would take longer.
        Deque<Long> ids = new ArrayDeque<>();
        Together first = new Together(connection)
                .ask(
                        NAMED,
                        row -> {
                            KeptRecord kept = kept(row);
                            before.put(kept.record(), kept);
                        },
                        Rows.sources(connection, names),
                        Rows.keys(connection, names))
                .ask(NEW_IDS, row -> ids.add(row.getLong(1)), names.size());
        Map<PersonRecord, PersonSaid> now = new RecordReader(connection).read(names, first);
        IndexChanges changes = new IndexChanges();
        Map<PersonRecord, KeptRecord> kept = new TreeMap<>();
        Set<PersonRecord> gone = new HashSet<>();
        for (PersonRecord name : names) {
            KeptRecord old = before.get(name);
            PersonSaid record = now.get(name);
            if (record == null) {
                if (old != null) {
                    changes.take(old);
                    gone.add(name);
                }
                continue;
            }
            KeptRecord fresh =
                    KeptRecord.of(old == null ? RecordNumber.of(ids.remove(), name.source()) : old.id(), record);
            kept.put(name, fresh);
            if (old == null) {
                changes.bring(fresh);
            } else if (!old.saysTheSameAs(fresh)) {
                changes.replace(old, fresh);
            }
        }
        return new Updated(kept, gone, changes.writeTo(connection));
    }

    /** Those of some records that are kept. */
    Map<PersonRecord, KeptRecord> named(Collection<PersonRecord> names) throws SQLException {
        if (names.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement query = connection.prepareStatement(NAMED)) {
            Rows.names(query, 1, names);
            return read(query).stream().collect(Collectors.toMap(KeptRecord::record, record -> record));
        }
    }

    /** When enquiries came in, by the numbers of their records; nothing of those of which it is not known. */
    Map<Long, Instant> times(Collection<Long> ids) throws SQLException {
        Map<Long, Instant> times = new HashMap<>();
        if (ids.isEmpty()) {
            return times;
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select r.id, r.at from hub.identity_record r where r.id = any(?) and r.at is not null")) {
            query.setArray(1, Rows.longs(connection, ids));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    times.put(row.getLong(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return times;
    }

    /** By their numbers. */
    Map<Long, KeptRecord> numbered(Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from hub.identity_record r where r.id = any(?)")) {
            query.setArray(1, Rows.longs(connection, ids));
            return read(query).stream().collect(Collectors.toMap(KeptRecord::id, record -> record));
        }
    }

    private static List<KeptRecord> read(PreparedStatement query) throws SQLException {
        List<KeptRecord> records = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                records.add(kept(row));
            }
        }
        return records;
    }

    private static KeptRecord kept(ResultSet row) throws SQLException {
        return new KeptRecord(
                row.getLong(1),
                new PersonRecord(row.getInt(2), row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                Optional.ofNullable(row.getTimestamp(7)).map(Timestamp::toInstant),
                Rows.longs(row.getArray(8)),
                Rows.longs(row.getArray(9)),
                Rows.longs(row.getArray(10)),
                row.getLong(11),
                Rows.longs(row.getArray(12)));
    }

    /**
     * Lets the other records wait again that have a contact which stands beside another number of names now: it says more or
     * less about them than when they were compared. Contacts beside many names say nothing anyway.
     *
     * @return how many
     */
    int lookAgainAt(Set<Long> contacts, Collection<KeptRecord> butNot, boolean news) throws SQLException {
        if (contacts.isEmpty()) {
            return 0;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_waiting (source_id, key, news)
                select distinct r.source_id, r.key, ?
                from hub.identity_contact c join hub.identity_record r on r.id = c.record_id
                where c.contact = any(?) and not r.id = any(?)""")) {
            insert.setBoolean(1, news);
            insert.setArray(2, Rows.longs(connection, contacts));
            insert.setArray(3, Rows.longs(connection, butNot.stream().mapToLong(KeptRecord::id)));
            return insert.executeUpdate();
        }
    }
}
