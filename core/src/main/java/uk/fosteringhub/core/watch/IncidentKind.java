package uk.fosteringhub.core.watch;

import java.util.Arrays;
import java.util.Locale;

/** What can be the matter. */
public enum IncidentKind {
    /** No delivery has come within the expected time; from twice that time on it is missing. */
    LATE_FEED("Late delivery"),
    /** A feed's newest run could not read it to its end, refused a delivery, or its books do not balance. */
    RED_FEED("Feed in trouble"),
    /** A feed that always brings records brought none. */
    UNEXPLAINED_ZERO("No records"),
    /** Deliveries that number themselves have left a number out. */
    SEQUENCE_GAP("Missing numbers"),
    /** A pull finds nothing newer, for a long time. */
    STALE_CURSOR("Nothing newer"),
    /** Changes for a target wait, since it cannot be reached. */
    TARGET_AWAY("Target away"),
    /** Files for a target have had no acknowledgement. */
    UNANSWERED_FILE("No acknowledgement"),
    /** The changes for a target are not the sum of what became of them. */
    RED_TARGET("Changes unaccounted for"),
    /** The scheduled run did not start. */
    RUN_NOT_STARTED("Run did not start"),
    /** A run goes on for too long, or was broken off. */
    RUN_NOT_ENDED("Run does not end");

    private final String title;

    IncidentKind(String title) {
        this.title = title;
    }

    /** As a heading. */
    public String title() {
        return title;
    }

    /** As in the database, the REST interface and the metrics: {@code late-feed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static IncidentKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of incident is called " + word));
    }
}
