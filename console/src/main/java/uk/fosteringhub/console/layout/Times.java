package uk.fosteringhub.console.layout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;
import uk.fosteringhub.core.Hub;

/** How times are shown: on the clocks of the council, in the manner of GOV.UK. Templates reach it as {@code @times}. */
@Component("times")
public final class Times {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    private final ZoneId zone;

    Times(Hub hub) {
        this.zone = hub.settings().zone();
    }

    /** Such as {@code 6 Mar 2026, 02:15:09}. */
    public String moment(Instant at) {
        return MOMENT.format(at.atZone(zone));
    }

    /** Such as {@code 6 Mar 2026, 02:15}. */
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    public String day(Instant at) {
        return DAY.format(at.atZone(zone));
    }

    public String day(LocalDate date) {
        return DAY.format(date);
    }

    public String shortDay(LocalDate date) {
        return SHORT_DAY.format(date);
    }

    public LocalDate dateOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** Such as {@code 3 minutes}, {@code 2 days}: how long ago or how long. */
    public String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return count(seconds, "second");
        }
        if (seconds < 2 * 60 * 60) {
            return count(seconds / 60, "minute");
        }
        if (seconds < 2 * 24 * 60 * 60) {
            return count(seconds / 3600, "hour");
        }
        return count(seconds / 86400, "day");
    }

    public String since(Instant at) {
        return length(Duration.between(at, Instant.now()));
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
