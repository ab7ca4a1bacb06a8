package uk.fosteringhub.connectors.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to be left alone, in seconds or until a date, as RFC 9110 allows. */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * @param written what the header {@code Retry-After} says
     * @return never negative; empty where it cannot be understood
     */
    public static Optional<Duration> read(String written) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(written.strip()))));
        } catch (NumberFormatException date) {
            return untilDate(written);
        }
    }

    private static Optional<Duration> untilDate(String written) {
        try {
            Instant at = ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), at);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notUnderstood) {
            return Optional.empty();
        }
    }
}
