package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Together;

/** What is known of pairs of records already: {@code hub.identity_pair}. */
final class KnownPairs {
    private final Connection connection;

    KnownPairs(Connection connection) {
        this.connection = connection;
    }

    /**
     * A pair of which something is known.
     *
     * @param state linked, review, different, unsure
     * @param spoken whether a person has spoken, and be it as the first of two
     * @param judged whether the engine judged it, and not another rule
     * @param auto whether the two records alone were enough to link them when they were last judged
     */
    record Known(
            PairOf pair, String state, boolean spoken, boolean judged, boolean auto, boolean doubted, double weight) {
        boolean review() {
            return state.equals("review");
        }

        boolean linked() {
            return state.equals("linked");
        }
    }

    /** Asks for the pairs that some records are in. */
    void touching(Collection<PersonRecord> records, Together all, Map<PairOf, Known> known) throws SQLException {
        touching(records, "p.state <> 'dropped'", all, known);
    }

    private void touching(Collection<PersonRecord> records, String which, Together all, Map<PairOf, Known> known)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        String columns = "p.one_source, p.one_key, p.other_source, p.other_key, p.state,"
                + " p.by_person or p.first_verdict is not null, p.model <> '',"
                + " coalesce(p.judgement ->> 'band', '') = 'AUTO', p.doubted, p.weight";
        all.ask(
                """
                with wanted as materialized (
                    select * from unnest(?::smallint[], ?::text[]) as wanted (source_id, key))
                select %1$s from wanted join hub.identity_pair p
                    on p.one_source = wanted.source_id and p.one_key = wanted.key and %2$s
                union
                select %1$s from wanted join hub.identity_pair p
                    on p.other_source = wanted.source_id and p.other_key = wanted.key and %2$s\
                """.formatted(columns, which),
                row -> {
                    Known pair = known(row);
                    known.put(pair.pair(), pair);
                },
                Rows.sources(connection, records),
                Rows.keys(connection, records));
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new PairOf(
                        new PersonRecord(row.getInt(1), row.getString(2)),
                        new PersonRecord(row.getInt(3), row.getString(4))),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getDouble(10));
    }

    /** The links of all records that are linked with some, directly or by others. */
    List<Known> linkedWith(Collection<PersonRecord> records) throws SQLException {
        Map<PairOf, Known> links = new TreeMap<>(BY_NAMES);
        Set<PersonRecord> seen = new HashSet<>(records);
        Set<PersonRecord> next = seen;
        while (!next.isEmpty()) {
            Map<PairOf, Known> found = new TreeMap<>(BY_NAMES);
            Together only = new Together(connection);
            touching(next, "p.state = 'linked'", only, found);
            only.execute();
            links.putAll(found);
            next = new HashSet<>();
            for (PairOf pair : found.keySet()) {
                for (PersonRecord record : List.of(pair.one(), pair.other())) {
                    if (seen.add(record)) {
                        next.add(record);
                    }
                }
            }
        }
        return new ArrayList<>(links.values());
    }

    static final Comparator<PairOf> BY_NAMES = Comparator.comparing(PairOf::one).thenComparing(PairOf::other);
}
