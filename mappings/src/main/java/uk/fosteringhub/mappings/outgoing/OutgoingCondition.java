package uk.fosteringhub.mappings.outgoing;

import java.util.List;
import java.util.Set;

/** Something that holds for a change or not. */
@FunctionalInterface
public interface OutgoingCondition {

    boolean holds(Sending sending);

    static OutgoingCondition allOf(List<OutgoingCondition> parts) {
        List<OutgoingCondition> all = List.copyOf(parts);
        return sending -> all.stream().allMatch(part -> part.holds(sending));
    }

    static OutgoingCondition anyOf(List<OutgoingCondition> parts) {
        List<OutgoingCondition> any = List.copyOf(parts);
        return sending -> any.stream().anyMatch(part -> part.holds(sending));
    }

    static OutgoingCondition not(OutgoingCondition other) {
        return sending -> !other.holds(sending);
    }

    /** The golden value, written as text, is one of the texts. */
    static OutgoingCondition valueIn(GoldenPath path, Set<String> texts) {
        return sending -> {
            Object value = path.in(sending);
            return value != null && texts.contains(value.toString());
        };
    }

    /** The change took one of these values away, written as texts. */
    static OutgoingCondition was(GoldenPath path, Set<String> texts) {
        int at = path.own().indexOf(path.name());
        return sending -> sending.change().changed().contains(path.name())
                && sending.change()
                        .before()
                        .map(values -> values[at])
                        .filter(value -> texts.contains(value.toString()))
                        .isPresent();
    }

    static OutgoingCondition empty(GoldenPath path) {
        return sending -> path.in(sending) == null;
    }

    static OutgoingCondition kindIn(Set<String> kinds) {
        return sending -> kinds.contains(sending.change().kind());
    }

    /** The target knows the record already. */
    static OutgoingCondition known() {
        return sending -> sending.key().isPresent();
    }

    /** The target was ever to be told of the record, be it by this change. */
    static OutgoingCondition offered() {
        Set<String> news = Set.of("created", "restored");
        return sending -> news.contains(sending.change().kind())
                || sending.around().offered(sending.change().entity());
    }

    /** The change came about only because a record ended at its source. */
    static OutgoingCondition withdrawn() {
        return sending -> sending.around().withdrawn(sending.change().change());
    }

    /** The target knows the record that the reference points to. */
    static OutgoingCondition knows(GoldenPath reference, String keyspace) {
        return sending -> reference.in(sending) instanceof Long entity
                && sending.around()
                        .key(keyspace, reference.field().refersTo(), entity)
                        .isPresent();
    }

    /** At least one of the fields changed. */
    static OutgoingCondition changed(Set<String> fields) {
        return sending -> sending.change().changed().stream().anyMatch(fields::contains);
    }
}
