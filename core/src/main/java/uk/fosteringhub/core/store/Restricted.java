package uk.fosteringhub.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * Which records concern a restricted person: the person's own, and every record that leads to it by references, over
 * however many others: the address, the visit, the household of a restricted carer and that household's approvals. A person
 * counts as restricted who is, and one of whom a system that restricts some has not told yet ({@link Awaited}). A record
 * that turned out to be another one keeps what it held under its old hub id, and concerns whom that other one concerns.
 */
public final class Restricted {
    private Restricted() {}

    /**
     * An SQL condition, never null, on a row of the record type's table.
     *
     * @param alias by which the query names the row
     */
    public static String concerns(RecordType type, String alias) {
        return itself(type, alias)
                .map(condition ->
                        "(" + condition + " or exists (select 1 from hub.redirect m join fostering." + type.name()
                                + " now on now.id = m.new_entity where m.old_entity = " + alias + ".id and "
                                + itself(type, "now").orElseThrow() + "))")
                .orElse("false");
    }

    private static Optional<String> itself(RecordType type, String alias) {
        return condition(type, alias, new ArrayList<>(List.of(type)));
    }

    private static Optional<String> condition(RecordType type, String alias, List<RecordType> way) {
        if (type.equals(RecordTypes.PERSON)) {
            return Optional.of("(coalesce(" + alias + ".restricted, false) or " + Awaited.is(alias + ".id") + ")");
        }
        List<String> ways = new ArrayList<>();
        for (Field field : type.fields()) {
            RecordTypes.named(field.refersTo())
                    .filter(next -> !way.contains(next))
                    .flatMap(next -> through(field, next, alias, way))
                    .ifPresent(ways::add);
        }
        return ways.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(" or ", ways) + ")");
    }

    private static Optional<String> through(Field field, RecordType next, String alias, List<RecordType> way) {
        if (next.equals(RecordTypes.PERSON)) {
            // The person need not have come.
            return Optional.of(
                    "exists (select 1 from hub.restricted_person p where p.id = " + alias + "." + field.name() + ")");
        }
        way.add(next);
        String row = "r" + way.size();
        Optional<String> there = condition(next, row, way);
        way.remove(way.size() - 1);
        return there.map(condition -> "exists (select 1 from fostering." + next.name() + " " + row + " where " + row
                + ".id = " + alias + "." + field.name() + " and " + condition + ")");
    }
}
