package uk.fosteringhub.core.replay;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Failures to be taken through again, frozen when a person confirmed them.
 *
 * @param title what it is, in words
 * @param query by which they were found
 * @param correction by which they are read
 * @param note why it waits or has stopped
 * @param rate most failures a second
 * @param skipped left alone, since something else had become of them
 * @param version to be named by whoever acts on it
 */
public record ReplaySet(
        long id,
        String title,
        String query,
        OptionalLong correction,
        State state,
        String note,
        int stage,
        int rate,
        int total,
        int applied,
        int already,
        int superseded,
        int failed,
        int skipped,
        int version,
        String createdBy,
        Instant createdAt,
        Optional<Instant> finishedAt) {

    /** The states of a set; the last two are the end. */
    public enum State {
        RUNNING,
        PAUSED,
        /** It stopped itself, since too many failed again. */
        STOPPED,
        FINISHED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public boolean over() {
            return this == FINISHED || this == CANCELLED;
        }
    }

    /** Of how many it is known what became of them. */
    public int done() {
        return applied + already + superseded + failed + skipped;
    }
}
