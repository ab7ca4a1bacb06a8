package uk.fosteringhub.core.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is or was the matter, from its beginning to its end.
 *
 * @param subject what it is about: {@code feed lcs-persons}, {@code target mosaic}, {@code schedule}
 * @param sentence what is the matter, as last found
 * @param remedy what to do about it, and who
 * @param seenAt when it was last found
 * @param acknowledgement who has taken it on; it is not escalated by time then
 * @param closing how it ended; empty while it is open
 */
public record Incident(
        long id,
        IncidentKind kind,
        String subject,
        String sentence,
        String remedy,
        Instant openedAt,
        Instant seenAt,
        Optional<Instant> escalatedAt,
        Optional<Acknowledgement> acknowledgement,
        Optional<Closing> closing) {

    /** @param note may be empty */
    public record Acknowledgement(Instant at, String by, String note) {}

    /** @param by {@code hub} where it was over by itself */
    public record Closing(Instant at, String by, String reason) {}

    public boolean open() {
        return closing.isEmpty();
    }

    /** {@code open}, {@code escalated}, {@code acknowledged} or {@code closed}. */
    public String state() {
        if (!open()) {
            return "closed";
        }
        if (acknowledgement.isPresent()) {
            return "acknowledged";
        }
        return escalatedAt.isPresent() ? "escalated" : "open";
    }
}
