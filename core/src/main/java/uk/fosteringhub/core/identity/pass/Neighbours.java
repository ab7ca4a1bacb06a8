package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Together;

/**
 * Everything that has to be looked at together with some records to say who is the same person: what they were found to be
 * like, what those are one with already, and what is known of these pairs.
 */
final class Neighbours {
    /** Far more than any person's records; what is beyond is settled when its own turn comes. */
    private static final int MOST = 20_000;

    private final Map<PersonRecord, Standing> standings = new TreeMap<>();
    private final Map<PairOf, KnownPairs.Known> pairs = new TreeMap<>(KnownPairs.BY_NAMES);

    private Neighbours() {}

    /** @param records with those that they were found to be like */
    static Neighbours of(Connection connection, Collection<PersonRecord> records) throws SQLException {
        Neighbours neighbours = new Neighbours();
        neighbours.gather(connection, records);
        return neighbours;
    }

    private void gather(Connection connection, Collection<PersonRecord> records) throws SQLException {
        Standings present = new Standings(connection);
        KnownPairs known = new KnownPairs(connection);
        Set<PersonRecord> seen = new HashSet<>(records);
        Set<PersonRecord> next = new HashSet<>(records);
        Set<Long> entities = new HashSet<>();
        boolean asked = true;
        while (!next.isEmpty() && standings.size() < MOST) {
            Map<PersonRecord, Standing> found = present.of(next);
            standings.putAll(found);
            Set<PersonRecord> further = new HashSet<>();
            Map<PairOf, KnownPairs.Known> touching = new TreeMap<>(KnownPairs.BY_NAMES);
            Together both = new Together(connection);
            present.members(newEntities(found.values(), entities), both, further::add);
            known.touching(found.keySet(), both, touching);
            both.execute();
            for (KnownPairs.Known pair : touching.values()) {
                pairs.put(pair.pair(), pair);
                // What is only like one that is one with those asked for need not be settled now.
                if (asked || pair.linked()) {
                    further.add(pair.pair().one());
                    further.add(pair.pair().other());
                }
            }
            further.removeAll(seen);
            seen.addAll(further);
            next = further;
            asked = false;
        }
    }

    /** Persons, and enquiries by which several records may be one. */
    private static Set<Long> newEntities(Collection<Standing> found, Set<Long> before) {
        Set<Long> fresh = new HashSet<>();
        for (Standing one : found) {
            one.person().ifPresent(fresh::add);
            if (one.type().equals("enquiry")) {
                fresh.add(one.entity());
            }
        }
        fresh.removeAll(before);
        before.addAll(fresh);
        return fresh;
    }

    Map<PersonRecord, Standing> standings() {
        return standings;
    }

    Map<PairOf, KnownPairs.Known> pairs() {
        return pairs;
    }

    /** Records that are one already, the first of each group beside every other: by entity, by reference, by a link. */
    Set<PairOf> together() {
        Set<PairOf> together = new HashSet<>();
        Map<Long, PersonRecord> first = new HashMap<>();
        for (Standing one : standings.values()) {
            if (one.person().isPresent()) {
                join(first, one.person().getAsLong(), one.name(), together);
            }
            if (one.type().equals("enquiry")) {
                join(first, one.entity(), one.name(), together);
            }
        }
        pairs.values().stream()
                .filter(KnownPairs.Known::linked)
                .filter(known -> standings
                        .keySet()
                        .containsAll(List.of(known.pair().one(), known.pair().other())))
                .forEach(known -> together.add(known.pair()));
        return together;
    }

    private static void join(Map<Long, PersonRecord> first, long entity, PersonRecord record, Set<PairOf> together) {
        PersonRecord before = first.putIfAbsent(entity, record);
        if (before != null && !before.equals(record)) {
            together.add(PairOf.of(before, record));
        }
    }
}
