package uk.fosteringhub.core.attribution.journey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a channel does for an enquiry. */
public enum TouchKind {
    /** Causes interest. */
    SOURCE,
    /** Awakens interest again; takes credit as a source does. */
    NUDGE,
    /** Carries interest on and takes no credit while anything else is there. */
    TRANSIT,
    /** What a person says brought them; takes credit where nothing was observed, and supports what was. */
    ANSWER,
    /** Only inferred: a campaign that ran in the right place at the right time. */
    INFERRED;

    private static final TouchKind[] ALL = values();

    /** As files have it: {@code source}, {@code nudge}, {@code transit}, in any case. */
    public static Optional<TouchKind> named(String word) {
        for (TouchKind kind : List.of(SOURCE, NUDGE, TRANSIT)) {
            if (kind.name().equalsIgnoreCase(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static TouchKind of(byte ordinal) {
        return ALL[ordinal];
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
