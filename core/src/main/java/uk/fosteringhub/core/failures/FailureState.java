package uk.fosteringhub.core.failures;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a failure and every move that is legal, in one table. {@code resolved} and {@code released} are the end.
 *
 * <pre>
 * open ──► retrying ──► resolved      held ──► released
 *  │  ◄──────┘             ▲           └──► resolved (a newer delivery made it needless)
 *  ├───────────────────────┘
 *  └──► discarded ──► open
 * </pre>
 */
public enum FailureState {
    /** It waits for somebody to do something. */
    OPEN,
    /** It waits for a person's word: nothing is wrong with it, but much would follow. */
    HELD,
    /** It is on its way again. */
    RETRYING,
    /** What it was about is in order. */
    RESOLVED,
    /** A person let go on what was held. */
    RELEASED,
    /** A person said that nothing is to be done, and why. */
    DISCARDED;

    private Set<FailureState> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(RETRYING, RESOLVED, DISCARDED);
            case HELD -> EnumSet.of(RELEASED, RESOLVED);
            case RETRYING -> EnumSet.of(RESOLVED, OPEN);
            case DISCARDED -> EnumSet.of(OPEN);
            case RESOLVED, RELEASED -> EnumSet.noneOf(FailureState.class);
        };
    }

    public boolean mayBecome(FailureState other) {
        return next().contains(other);
    }

    /** Whether nothing has become of it yet. */
    public boolean waiting() {
        return this == OPEN || this == HELD || this == RETRYING;
    }

    /** As in the database, in addresses and in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FailureState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
