package uk.fosteringhub.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * Which records concern a restricted person: the person's own, and every record that leads to it by references, over
 * however many others: the address, the visit, the household of a restricted carer and that household's approvals.
 */
public final class Restricted {
    private Restricted() {}

    /**
     * An SQL condition, never null, on a row of the record type's table.
     *
     * @param alias by which the query names the row
     */
    public static String concerns(RecordType type, String alias) {
        return condition(
                        type,
                        alias,
                        person -> "coalesce(" + person + ".restricted, false)",
                        new ArrayList<>(List.of(type)))
                .orElse("false");
    }

    /**
     * An SQL condition on a row of the record type's table: whether it leads to one of some persons; empty for types whose
     * records lead to nobody.
     *
     * @param persons a query that gives hub ids
     */
    public static Optional<String> leadsTo(RecordType type, String alias, String persons) {
        return condition(type, alias, person -> person + ".id in (" + persons + ")", new ArrayList<>(List.of(type)));
    }

    private static Optional<String> condition(
            RecordType type, String alias, UnaryOperator<String> holds, List<RecordType> way) {
        if (type.equals(RecordTypes.PERSON)) {
            return Optional.of(holds.apply(alias));
        }
        List<String> ways = new ArrayList<>();
        for (Field field : type.fields()) {
            RecordTypes.named(field.refersTo())
                    .filter(next -> !way.contains(next))
                    .flatMap(next -> through(field, next, alias, holds, way))
                    .ifPresent(ways::add);
        }
        return ways.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" or ", ways) + ")");
    }

    private static Optional<String> through(
            Field field, RecordType next, String alias, UnaryOperator<String> holds, List<RecordType> way) {
        way.add(next);
        String row = "r" + way.size();
        Optional<String> there = condition(next, row, holds, way);
        way.remove(way.size() - 1);
        return there.map(condition -> "exists (select 1 from fostering." + next.name() + " " + row + " where " + row
                + ".id = " + alias + "." + field.name() + " and " + condition + ")");
    }
}
