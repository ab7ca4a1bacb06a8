package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.RecordType;

/** The differences of some entities as they are at this moment, whatever was worked out before. */
final class Standing {
    private final Merge merge;
    private final DifferenceFinder finder;

    Standing(Merge merge) {
        this.merge = merge;
        this.finder = new DifferenceFinder(merge);
    }

    /** What a difference is recognised by. */
    record Name(long entity, String field, String other) {}

    /** By name, in the order of the hub ids. */
    Map<Name, RepairWays.Known> of(Connection connection, RecordType type, Collection<Long> entities)
            throws SQLException {
        Map<Name, RepairWays.Known> standing = new TreeMap<>(java.util.Comparator.comparingLong(Name::entity)
                .thenComparing(Name::field)
                .thenComparing(Name::other));
        for (var one : new SaidOfEntities(connection, type).of(entities).entrySet()) {
            List<Contribution> said = new ArrayList<>();
            one.getValue().forEach(each -> said.add(each.contribution()));
            List<Difference> differences = finder.in(type, one.getKey(), said);
            if (!differences.isEmpty()) {
                Object[] holds = merge.of(type, said).values();
                for (Difference difference : differences) {
                    standing.put(
                            new Name(difference.entity(), difference.field(), difference.other()),
                            new RepairWays.Known(difference, holds, said(type, said, difference)));
                }
            }
        }
        return standing;
    }

    private static Object said(RecordType type, List<Contribution> said, Difference difference) {
        return said.stream()
                .filter(one -> one.name().equals(difference.other()))
                .findFirst()
                .orElseThrow()
                .values()[type.indexOf(difference.field())];
    }
}
