package uk.fosteringhub.core.sync;

import java.util.Optional;

/**
 * A failed record on its way through once more.
 *
 * @param feed name of the feed it came on
 * @param key its source key, or the name it has instead
 * @param delivery in which it failed last
 * @param line its place there; for a pushed record its number
 * @param step where it stopped
 * @param baseline whether that delivery was part of the feed's first load, so that it is not news to others
 * @param raw as received, or as a person has edited it
 * @param received where it was edited: as it was received
 */
public record ReplayMember(
        long failure,
        String feed,
        String key,
        long delivery,
        long line,
        String step,
        boolean baseline,
        String raw,
        Optional<Received> received) {

    /** The row behind an edited one. */
    public record Received(String key, String step, String raw) {}

    /** Values may be personal. */
    @Override
    public String toString() {
        return "ReplayMember[" + failure + "]";
    }
}
