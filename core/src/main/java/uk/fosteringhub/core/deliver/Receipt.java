package uk.fosteringhub.core.deliver;

import java.util.Optional;

/**
 * A target's answer to one change.
 *
 * @param change its number
 * @param answer what the target said, without personal data; for people to read
 * @param targetKey the key under which the target now has the record, where it says so
 */
public record Receipt(long change, State state, String answer, Optional<String> targetKey) {

    /** How far a change has got. */
    public enum State {
        /** The target has it. */
        DELIVERED,
        /** It lies where the target takes it from; an acknowledgement is to come. */
        SENT,
        /** The target will not have it; a person must act. */
        REFUSED,
        /** Nothing in it concerns the target. */
        NOT_WANTED
    }
}
