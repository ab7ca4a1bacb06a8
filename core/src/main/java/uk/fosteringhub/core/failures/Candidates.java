package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import uk.fosteringhub.core.failures.FailureQuery.Name;
import uk.fosteringhub.core.failures.FailureQuery.Truth;

/**
 * Where a query can find anything: the groups, and the states in each, that it does not rule out. Found in the small table
 * of groups, so that the large one is entered by its index only where something may lie.
 *
 * @param everywhere whether it rules out nothing and holds for all
 */
record Candidates(List<Pair> pairs, boolean everywhere) {

    /** @param certain whether every failure of this group and state is one */
    record Pair(Group group, FailureState state, boolean certain) {}

    /** What failures have in common. */
    record Group(int id, String feed, String step, String kind, String rule, String column, String field) {}

    static Candidates of(Connection connection, FailureQuery query) throws SQLException {
        List<Pair> pairs = new ArrayList<>();
        boolean everywhere = true;
        for (Group group : groups(connection)) {
            for (FailureState state : FailureState.values()) {
                Truth truth = query.given(known(group, state));
                if (truth != Truth.NO) {
                    pairs.add(new Pair(group, state, truth == Truth.YES));
                }
                everywhere &= truth == Truth.YES;
            }
        }
        return new Candidates(List.copyOf(pairs), everywhere);
    }

    private static Map<Name, String> known(Group group, FailureState state) {
        Map<Name, String> known = new EnumMap<>(Name.class);
        known.put(Name.FEED, group.feed());
        known.put(Name.STEP, group.step());
        known.put(Name.KIND, group.kind());
        known.put(Name.RULE, group.rule());
        known.put(Name.COLUMN, group.column());
        known.put(Name.FIELD, group.field());
        known.put(Name.STATE, state.word());
        return known;
    }

    static List<Group> groups(Connection connection) throws SQLException {
        List<Group> groups = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select id, feed, step, kind, rule, column_name, field from hub.failure_group order by id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                groups.add(new Group(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7)));
            }
        }
        return groups;
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

    /** Whether groups and states alone tell which failures are meant, any state of these in any of these groups. */
    boolean square() {
        return pairs.stream().allMatch(Pair::certain) && pairs.size() == (long) groupIds().length * states().length;
    }
}
