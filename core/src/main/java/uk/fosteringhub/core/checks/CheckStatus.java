package uk.fosteringhub.core.checks;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a check stands. The names are the canonical codes of {@code check.status}. */
public enum CheckStatus {
    /** The hub, or somebody, wants it. */
    REQUESTED,
    /** It is with those who answer it. */
    SENT,
    /** They were asked where it is. */
    CHASED,
    /** It came back; a person must look at it. */
    RETURNED,
    /** It counts. */
    CURRENT,
    /** It does not count: new information, a refusal, an advice against. */
    NOT_CURRENT,
    /** It counted until its time was over. */
    EXPIRED;

    /**
     * Every move there is, but for that of a check that is {@linkplain HubRow#isMadeAnew made anew}. A check may be found to
     * have gone several steps at once.
     */
    private static final Map<CheckStatus, Set<CheckStatus>> MOVES = new EnumMap<>(CheckStatus.class);

    static {
        MOVES.put(REQUESTED, EnumSet.of(SENT, CHASED, RETURNED, CURRENT, NOT_CURRENT, EXPIRED));
        MOVES.put(SENT, EnumSet.of(CHASED, RETURNED, CURRENT, NOT_CURRENT, EXPIRED));
        MOVES.put(CHASED, EnumSet.of(RETURNED, CURRENT, NOT_CURRENT, EXPIRED));
        MOVES.put(RETURNED, EnumSet.of(CURRENT, NOT_CURRENT, EXPIRED));
        MOVES.put(CURRENT, EnumSet.of(RETURNED, NOT_CURRENT, EXPIRED));
        MOVES.put(NOT_CURRENT, EnumSet.of(RETURNED, CURRENT, EXPIRED));
        MOVES.put(EXPIRED, EnumSet.of(RETURNED, CURRENT, NOT_CURRENT));
    }

    public boolean mayBecome(CheckStatus next) {
        return this == next || MOVES.get(this).contains(next);
    }

    /** Empty for none, and for words that a source made up. */
    public static Optional<CheckStatus> of(String code) {
        for (CheckStatus status : values()) {
            if (status.name().equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
