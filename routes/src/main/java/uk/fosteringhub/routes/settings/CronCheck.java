package uk.fosteringhub.routes.settings;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * Whether a Quartz cron expression can be kept all year. A time between 01:00 and 02:00 in London does not exist on one
 * night in March and comes twice on one in October, so a nightly run then would be skipped or doubled.
 */
final class CronCheck {
    private final ZoneId zone;

    CronCheck(ZoneId zone) {
        this.zone = zone;
    }

    Optional<String> problem(String cron) {
        CronExpression expression;
        try {
            expression = new CronExpression(cron);
        } catch (ParseException wrong) {
            return Optional.of("is '" + cron + "', which is no Quartz cron expression (" + wrong.getMessage()
                    + "); write second minute hour day month weekday, such as 0 15 2 * * ?");
        }
        // Read as wall-clock time, without any clock change.
        expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (expression.getNextValidTimeAfter(new Date()) == null) {
            return Optional.of("is '" + cron + "', which never comes; write a time that lies ahead.");
        }
        Instant from = Instant.now();
        for (int changes = 0; changes < 4; changes++) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (change == null) {
                return Optional.empty();
            }
            if (touches(expression, change)) {
                return Optional.of("is '" + cron + "', a time that the clock change in " + zone
                        + " skips or repeats; choose one outside that hour, such as 0 15 2 * * ?");
            }
            from = change.getInstant();
        }
        return Optional.empty();
    }

    /** Hourly and more frequent schedules lose nothing by a clock change, so only the one time of a day counts. */
    private static boolean touches(CronExpression expression, ZoneOffsetTransition change) {
        LocalDateTime one = change.getDateTimeBefore();
        LocalDateTime other = change.getDateTimeAfter();
        LocalDateTime first = one.isBefore(other) ? one : other;
        Duration length = change.getDuration().abs();
        Instant start = first.toInstant(ZoneOffset.UTC);
        Date next = expression.getNextValidTimeAfter(Date.from(start.minusSeconds(1)));
        if (next == null || !next.toInstant().isBefore(start.plus(length))) {
            return false;
        }
        Date after =
                expression.getNextValidTimeAfter(Date.from(start.plus(length).minusSeconds(1)));
        return after == null
                || Duration.between(next.toInstant(), after.toInstant()).toHours() >= 6;
    }
}
