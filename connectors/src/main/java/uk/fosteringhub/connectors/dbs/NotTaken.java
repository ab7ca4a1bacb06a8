package uk.fosteringhub.connectors.dbs;

import java.time.Duration;
import java.util.Optional;

/** The service turned the question away unread, so it may be put again on the same day. */
final class NotTaken extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /** @param message what it did, to go behind its name */
    NotTaken(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
