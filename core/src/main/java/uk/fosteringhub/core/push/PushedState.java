package uk.fosteringhub.core.push;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a pushed message fares.
 *
 * @param credential who sent it
 * @param entity hub id of the record it is about, once stored
 * @param problems why it failed: a JSON list of objects with field, rule and message, without values
 * @param settledAt when it was stored or failed
 */
public record PushedState(
        long id,
        String feed,
        String credential,
        Stage stage,
        OptionalLong entity,
        Optional<String> problems,
        Instant receivedAt,
        Optional<Instant> settledAt) {

    /** The stages of a message's way; it moves from the first to one of the others and stays there. */
    public enum Stage {
        RECEIVED,
        STORED,
        FAILED;

        static Stage of(String letter) {
            return switch (letter) {
                case "r" -> RECEIVED;
                case "s" -> STORED;
                case "f" -> FAILED;
                default -> throw new IllegalArgumentException("no stage of a pushed message: " + letter);
            };
        }
    }
}
