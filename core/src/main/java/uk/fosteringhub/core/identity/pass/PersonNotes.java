package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.CopyText;

/**
 * Notes in the transaction of a chunk which person records it says something of, for the identity pass to take up later:
 * {@code hub.identity_waiting}. An address or a telephone number is noted as the person it refers to, and as the one it
 * referred to before; a fostering household as its carers.
 */
public final class PersonNotes {
    /** The types whose records speak of a person themselves. */
    public static final List<RecordType> PERSON_RECORDS =
            List.of(RecordTypes.PERSON, RecordTypes.ENQUIRY, RecordTypes.CHECK, RecordTypes.TOUCHPOINT);

    /** By which references other types say something of a person record. */
    private static final Map<RecordType, List<String>> ABOUT = Map.of(
            RecordTypes.ADDRESS, List.of("person"),
            RecordTypes.PHONE, List.of("person"),
            RecordTypes.HOUSEHOLD, List.of("primary_carer", "secondary_carer"));

    private static final String ROWS = "hub.identity_waiting (source_id, key, entity_id, news)";

    private static final Object[] NOTHING = {};

    private final boolean enabled;

    public PersonNotes(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Notes what a chunk says.
     *
     * @param before what was said before, by key
     * @param news whether the delivery is news for other systems
     * @return for the caller to write
     */
    public CopyText said(
            Connection connection,
            RecordType type,
            int source,
            List<Contributions.Said> said,
            Map<String, Contributions.Stored> before,
            boolean news)
            throws SQLException {
        CopyText rows = new CopyText(ROWS);
        if (!enabled) {
            return rows;
        }
        if (PERSON_RECORDS.contains(type)) {
            for (Contributions.Said one : said) {
                rows.add(source)
                        .add(one.key())
                        .add(one.entity())
                        .add(word(news))
                        .endRow();
            }
        } else if (ABOUT.containsKey(type)) {
            OwnSources sources = new OwnSources(connection);
            for (Contributions.Said one : said) {
                Contributions.Stored stored = before.get(one.key());
                for (Reference person : persons(type, one.values(), stored == null ? NOTHING : stored.values())) {
                    rows.add(sources.of(person.keyspace()))
                            .add(person.key())
                            .add((String) null)
                            .add(word(news))
                            .endRow();
                }
            }
        }
        return rows;
    }

    private static Set<Reference> persons(RecordType type, Object[]... said) {
        Set<Reference> persons = new LinkedHashSet<>();
        for (Object[] values : said) {
            for (String field : ABOUT.get(type)) {
                int position = type.indexOf(field);
                if (position < values.length && values[position] instanceof Reference person) {
                    persons.add(person);
                }
            }
        }
        return persons;
    }

    private static String word(boolean news) {
        return news ? "t" : "f";
    }

    /** Notes that records are gone from their source. */
    public void ended(Connection connection, RecordType type, int source, List<String> keys) throws SQLException {
        if (!enabled) {
            return;
        }
        if (PERSON_RECORDS.contains(type)) {
            note(connection, """
                    insert into hub.identity_waiting (source_id, key)
                    select ?, gone.key from unnest(?::text[]) as gone (key)""", source, keys);
        } else {
            for (String field : ABOUT.getOrDefault(type, List.of())) {
                note(connection, """
                        insert into hub.identity_waiting (source_id, key)
                        select s.id, substr(said.name, strpos(said.name, ':') + 1)
                        from hub.contribution c
                        cross join lateral (values (c.body ->> '%s')) as said (name)
                        join hub.source s on s.system = split_part(said.name, ':', 1) and s.keyspace = s.system
                            and s.record_type = 'person'
                        where c.source_id = ? and c.key = any(?)""".formatted(field), source, keys);
            }
        }
    }

    private static void note(Connection connection, String sql, int source, List<String> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, source);
            insert.setArray(2, connection.createArrayOf("text", keys.toArray()));
            insert.executeUpdate();
        }
    }

    /** The systems' own sources of persons, by keyspace. */
    private static final class OwnSources {
        private final Connection connection;
        private final Map<String, Integer> known = new HashMap<>();

        OwnSources(Connection connection) {
            this.connection = connection;
        }

        int of(String keyspace) throws SQLException {
            Integer source = known.get(keyspace);
            if (source == null) {
                source = Catalogue.source(connection, keyspace, keyspace, RecordTypes.PERSON.name());
                known.put(keyspace, source);
            }
            return source;
        }
    }
}
