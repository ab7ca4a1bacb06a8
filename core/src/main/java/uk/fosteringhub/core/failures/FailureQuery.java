package uk.fosteringhub.core.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which failures are asked for: {@code feed:lcs-persons AND NOT rule:required text:smith}. Terms that stand side by side
 * must all hold; {@code OR}, {@code NOT} and round brackets as usual; a word without a name is looked for in the record.
 */
public sealed interface FailureQuery {
    /** All of them. */
    FailureQuery EVERYTHING = new All(List.of());
    /** None. */
    FailureQuery NOTHING = new Any(List.of());

    /** All of these hold. */
    record All(List<FailureQuery> parts) implements FailureQuery {}

    /** At least one of these holds. */
    record Any(List<FailureQuery> parts) implements FailureQuery {}

    /** It does not hold. */
    record Not(FailureQuery part) implements FailureQuery {}

    /** @param value as the field's reader has checked it */
    record Term(Name name, String value) implements FailureQuery {}

    /** What can be asked about. */
    enum Name {
        FEED("the feed, such as lcs-persons", true),
        STEP("where it stopped: check, read, map, store, end or deliver", true),
        KIND("what went wrong, such as missing-value", true),
        RULE("the rule's name, such as required", true),
        FIELD("the field of the canonical record", true),
        COLUMN("the column of the source", true),
        STATE("open, held, retrying, resolved, released or discarded", true),
        ID("the failure's number", false),
        KEY("the record's key at its source", false),
        ENTITY("the hub id of a person, household or other record", false),
        RUN("the number of the run in which it was last seen", false),
        DELIVERY("the number of the delivery in which it was last seen", false),
        SINCE("first seen on this day or later: 2026-11-22", false),
        UNTIL("first seen on this day or before: 2026-11-22", false),
        VALUE("the value that is wrong, whole", false),
        LIKE("the number of a failure whose wrong value they share", false),
        TEXT("a word in the record as received", false);

        private final String about;
        private final boolean grouped;

        Name(String about, boolean grouped) {
            this.about = about;
            this.grouped = grouped;
        }

        /** What it is, for people. */
        public String about() {
            return about;
        }

        /** Whether failures of the same group and state have it in common. */
        boolean grouped() {
            return grouped;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @throws WrongQuery with a sentence, if it cannot be understood */
    static FailureQuery of(String text) throws WrongQuery {
        return new QueryReader(text).read();
    }

    /** Whether it asks about something. */
    default boolean asks(Name name) {
        if (this instanceof All all) {
            return all.parts().stream().anyMatch(part -> part.asks(name));
        }
        if (this instanceof Any any) {
            return any.parts().stream().anyMatch(part -> part.asks(name));
        }
        return this instanceof Not not ? not.part().asks(name) : ((Term) this).name() == name;
    }

    /** Both hold. */
    default FailureQuery and(FailureQuery other) {
        return new All(List.of(this, other));
    }

    /**
     * What is left to be asked where some names are known: {@link #EVERYTHING} if it holds whatever the others are, {@link
     * #NOTHING} if it never does.
     */
    default FailureQuery given(Map<Name, String> known) {
        if (this instanceof All all) {
            return joined(all.parts(), known, NOTHING, EVERYTHING, All::new);
        }
        if (this instanceof Any any) {
            return joined(any.parts(), known, EVERYTHING, NOTHING, Any::new);
        }
        if (this instanceof Not not) {
            FailureQuery inner = not.part().given(known);
            return inner.equals(NOTHING) ? EVERYTHING : inner.equals(EVERYTHING) ? NOTHING : new Not(inner);
        }
        Term term = (Term) this;
        if (!known.containsKey(term.name())) {
            return term;
        }
        return known.get(term.name()).equals(term.value()) ? EVERYTHING : NOTHING;
    }

    private static FailureQuery joined(
            List<FailureQuery> parts,
            Map<Name, String> known,
            FailureQuery deciding,
            FailureQuery neutral,
            Function<List<FailureQuery>, FailureQuery> join) {
        List<FailureQuery> left = new ArrayList<>();
        for (FailureQuery part : parts) {
            FailureQuery one = part.given(known);
            if (one.equals(deciding)) {
                return deciding;
            }
            if (!one.equals(neutral)) {
                left.add(one);
            }
        }
        return left.isEmpty() ? neutral : left.size() == 1 ? left.get(0) : join.apply(List.copyOf(left));
    }
}
