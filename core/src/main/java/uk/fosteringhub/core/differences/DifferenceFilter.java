package uk.fosteringhub.core.differences;

import java.util.Optional;

/**
 * Which differences; what is empty lets all through.
 *
 * @param recordType such as {@code person}
 * @param owner system whose value holds
 * @param other system that says something else
 * @param system either of the two
 * @param entity hub id
 * @param accepted whether those that may stay are shown, or only those, or (empty) both
 * @param restricted whether what concerns restricted persons is shown too
 */
public record DifferenceFilter(
        Optional<String> recordType,
        Optional<String> field,
        Optional<String> owner,
        Optional<String> other,
        Optional<String> system,
        Optional<Long> entity,
        Optional<Boolean> accepted,
        boolean restricted) {

    /** All that are open. */
    public static DifferenceFilter open(boolean restricted) {
        return new DifferenceFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                restricted);
    }
}
