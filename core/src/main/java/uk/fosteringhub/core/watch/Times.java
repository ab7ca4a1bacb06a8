package uk.fosteringhub.core.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
public final class Times {
    private static final long HOURS_SHOWN = 48;

    private final DateTimeFormatter local;

    public Times(ZoneId zone) {
        local = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    }

    public String at(Instant time) {
        return local.format(time);
    }

    /** {@code 5 minutes}, {@code 36 hours}, {@code 14 days}. */
    static String lasting(Duration time) {
        if (time.toMinutes() < 120) {
            return time.toMinutes() == 1 ? "1 minute" : time.toMinutes() + " minutes";
        }
        return time.toHours() <= HOURS_SHOWN ? time.toHours() + " hours" : time.toDays() + " days";
    }
}
