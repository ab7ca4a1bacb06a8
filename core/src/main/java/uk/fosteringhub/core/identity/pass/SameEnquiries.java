package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Awaited;

/**
 * Enquiries of one person that came by different ways within a set time: one interest in fostering, told twice. Found by the
 * person they refer to; enquiries of persons who are restricted, or awaited, are left to people.
 */
final class SameEnquiries {
    /** The judgement of such pairs: not the engine's. */
    static final String RULE = "{\"rule\":\"enquiries of one person by different ways\"}";

    private final Connection connection;
    private final Duration within;

    SameEnquiries(Connection connection, Duration within) {
        this.connection = connection;
        this.within = within;
    }

    private record Enquiry(PersonRecord record, long entity, int system, Instant at) {}

    /** Whether two enquiries by different ways may be one, whoever made them. */
    static boolean mayBeOne(Optional<Instant> one, Optional<Instant> other, Duration within) {
        return one.isPresent()
                && other.isPresent()
                && Duration.between(one.get(), other.get()).abs().compareTo(within) <= 0;
    }

    /**
     * The enquiries of some persons that are one, and not yet so, those nearest in time first: for any two of them the records
     * that lie nearest.
     *
     * @param persons hub ids
     */
    List<PairOf> of(Collection<Long> persons) throws SQLException {
        Map<List<Long>, PairOf> found = new TreeMap<>((one, other) -> {
            int first = Long.compare(one.get(0), other.get(0));
            return first != 0 ? first : Long.compare(one.get(1), other.get(1));
        });
        Map<List<Long>, Duration> apart = new HashMap<>();
        Map<PersonRecord, Long> entities = new HashMap<>();
        for (List<Enquiry> ofPerson : enquiries(persons).values()) {
            for (Enquiry one : ofPerson) {
                entities.put(one.record(), one.entity());
                for (Enquiry other : ofPerson) {
                    Duration between = Duration.between(one.at(), other.at()).abs();
                    if (one.entity() < other.entity()
                            && one.system() != other.system()
                            && between.compareTo(within) <= 0) {
                        List<Long> both = List.of(one.entity(), other.entity());
                        if (apart.getOrDefault(both, within.plusNanos(1)).compareTo(between) > 0) {
                            apart.put(both, between);
                            found.put(both, PairOf.of(one.record(), other.record()));
                        }
                    }
                }
            }
        }
        List<PairOf> nearestFirst = found.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<Long>, PairOf> both) -> apart.get(both.getKey()))
                        .thenComparing(Map.Entry::getValue, KnownPairs.BY_NAMES))
                .map(Map.Entry::getValue)
                .toList();
        return askedOnce(nearestFirst, entities);
    }

    /**
     * Of pairs that would become one, those that may. Two enquiries by the same way are never one by rule, nor by way of a
     * third: somebody asked twice, and each gets an answer.
     *
     * @param pairs those that count more first
     * @param entities of the enquiries among the records; pairs of other records stay
     */
    List<PairOf> askedOnce(List<PairOf> pairs, Map<PersonRecord, Long> entities) throws SQLException {
        if (pairs.isEmpty()) {
            return pairs;
        }
        AskedOnce once = AskedOnce.of(connection, new TreeSet<>(entities.values()));
        return pairs.stream()
                .filter(pair -> !entities.containsKey(pair.one())
                        || !entities.containsKey(pair.other())
                        || once.join(entities.get(pair.one()), entities.get(pair.other())))
                .toList();
    }

    private Map<Long, List<Enquiry>> enquiries(Collection<Long> persons) throws SQLException {
        Map<Long, List<Enquiry>> enquiries = new TreeMap<>();
        if (persons.isEmpty()) {
            return enquiries;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select e.person, e.id, c.source_id, c.key, dense_rank() over (order by s.system),
                    (c.body ->> 'enquired_at')::timestamptz
                from fostering.enquiry e
                join fostering.person p on p.id = e.person and not coalesce(p.restricted, false) and not %s
                join hub.contribution c on c.entity_id = e.id and c.state = 'a'
                join hub.source s on s.id = c.source_id and s.keyspace <> ?
                where e.person = any(?) and e.ended_at is null and c.body ->> 'enquired_at' is not null
                order by e.id, c.source_id, c.key""".formatted(Awaited.is("p.id")))) {
            query.setString(1, HubKeys.IDENTITY);
            query.setArray(2, Rows.longs(connection, persons));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Timestamp at = row.getTimestamp(6);
                    enquiries
                            .computeIfAbsent(row.getLong(1), person -> new ArrayList<>())
                            .add(new Enquiry(
                                    new PersonRecord(row.getInt(3), row.getString(4)),
                                    row.getLong(2),
                                    row.getInt(5),
                                    at.toInstant()));
                }
            }
        }
        return enquiries;
    }
}
