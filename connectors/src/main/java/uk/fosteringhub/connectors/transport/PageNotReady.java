package uk.fosteringhub.connectors.transport;

import java.time.Duration;
import java.util.Optional;

/** The server cannot answer just now: too many requests, an outage, no answer in time. */
final class PageNotReady extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    PageNotReady(String message, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the server asks to be left alone. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
