package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import uk.fosteringhub.core.failures.FailureQuery.Name;

/**
 * Where a query can find anything: the groups and states with failures in them that it does not rule out. Found in the small
 * table of groups, so that the large one is entered by its index only where something may lie.
 *
 * @param everywhere whether it rules out nothing and holds for all
 */
record Candidates(List<Pair> pairs, boolean everywhere) {

    /**
     * Failures of one group and state.
     *
     * @param rest what is still to be asked of each of them
     */
    record Pair(FailureCounts.Group group, FailureState state, long count, FailureQuery rest) {
        boolean certain() {
            return rest.equals(FailureQuery.EVERYTHING);
        }
    }

    /** Pairs of which the same is still to be asked. */
    record Part(FailureQuery rest, List<Pair> pairs) {
        boolean certain() {
            return rest.equals(FailureQuery.EVERYTHING);
        }

        /** One for each pair. */
        Object[] groups() {
            return pairs.stream().map(pair -> pair.group().id()).toArray();
        }

        /** One for each pair. */
        Object[] states() {
            return pairs.stream().map(pair -> pair.state().word()).toArray();
        }
    }

    static Candidates of(Connection connection, FailureQuery query) throws SQLException {
        List<Pair> pairs = new ArrayList<>();
        boolean everywhere = true;
        for (FailureCounts.Count count : FailureCounts.read(connection)) {
            FailureQuery rest = query.given(known(count));
            if (!rest.equals(FailureQuery.NOTHING)) {
                pairs.add(new Pair(count.group(), count.state(), count.count(), rest));
            }
            everywhere &= rest.equals(FailureQuery.EVERYTHING);
        }
        return new Candidates(List.copyOf(pairs), everywhere);
    }

    private static Map<Name, String> known(FailureCounts.Count count) {
        FailureCounts.Group group = count.group();
        Map<Name, String> known = new EnumMap<>(Name.class);
        known.put(Name.FEED, group.feed());
        known.put(Name.STEP, group.step());
        known.put(Name.KIND, group.kind());
        known.put(Name.RULE, group.rule());
        known.put(Name.COLUMN, group.column());
        known.put(Name.FIELD, group.field());
        known.put(Name.STATE, count.state().word());
        return known;
    }

    List<Part> parts() {
        Map<FailureQuery, List<Pair>> parts = new LinkedHashMap<>();
        pairs.forEach(pair ->
                parts.computeIfAbsent(pair.rest(), rest -> new ArrayList<>()).add(pair));
        return parts.entrySet().stream()
                .map(part -> new Part(part.getKey(), part.getValue()))
                .toList();
    }

    /** The same, and of one state each. */
    List<Part> partsByState() {
        List<Part> parts = new ArrayList<>();
        for (Part part : parts()) {
            Map<FailureState, List<Pair>> states = new EnumMap<>(FailureState.class);
            part.pairs().forEach(pair -> states.computeIfAbsent(pair.state(), state -> new ArrayList<>())
                    .add(pair));
            states.values().forEach(pairs -> parts.add(new Part(part.rest(), pairs)));
        }
        return parts;
    }

    Object[] groupIds() {
        TreeSet<Integer> ids = new TreeSet<>();
        pairs.forEach(pair -> ids.add(pair.group().id()));
        return ids.toArray();
    }

    Object[] states() {
        TreeSet<String> words = new TreeSet<>();
        pairs.forEach(pair -> words.add(pair.state().word()));
        return words.toArray();
    }
}
