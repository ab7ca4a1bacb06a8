package uk.fosteringhub.core.identity.pass;

import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.identity.Groups;

/** Who is one household with whom, by ties between two; and which hub id it has. */
final class HouseholdMembers {
    private final Groups<Long> groups = new Groups<>();
    private final Set<Long> byAddress = new HashSet<>();
    private final Set<Long> byRelationship = new HashSet<>();
    private final Map<Long, Long> households = new TreeMap<>();

    /** Gives new hub ids. */
    @FunctionalInterface
    interface NewIds {
        long[] give(int count) throws SQLException;
    }

    void tie(long one, long other, boolean address) {
        Set<Long> grounds = address ? byAddress : byRelationship;
        grounds.add(one);
        grounds.add(other);
        groups.join(one, other);
    }

    /**
     * Gives each household its hub id: the oldest that one of its members has so far, so that ids stay; where a household
     * falls apart, its part with the smallest hub id of a person keeps it.
     *
     * @param before the household of each person so far
     * @param most more persons are no household
     */
    void give(Map<Long, Long> before, int most, NewIds ids) throws SQLException {
        Map<Long, Set<Long>> together = new TreeMap<>();
        groups.all().forEach(members -> together.put(Collections.min(members), members));
        together.values().removeIf(members -> members.size() < 2 || members.size() > most);
        Map<Long, Long> chosen = new HashMap<>();
        Set<Long> taken = new HashSet<>();
        together.forEach((root, members) -> members.stream()
                .map(before::get)
                .filter(household -> household != null && !taken.contains(household))
                .min(Long::compare)
                .ifPresent(household -> {
                    taken.add(household);
                    chosen.put(root, household);
                }));
        Set<Long> without = new TreeSet<>(together.keySet());
        without.removeAll(chosen.keySet());
        long[] fresh = ids.give(without.size());
        int next = 0;
        for (long root : without) {
            chosen.put(root, fresh[next++]);
        }
        together.forEach((root, members) -> members.forEach(person -> households.put(person, chosen.get(root))));
    }

    /** The household of each person who has one. */
    Map<Long, Long> households() {
        return households;
    }

    boolean byAddress(long person) {
        return byAddress.contains(person);
    }

    boolean byRelationship(long person) {
        return byRelationship.contains(person);
    }
}
