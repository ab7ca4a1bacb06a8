package uk.fosteringhub.routes.watch;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import org.quartz.CronExpression;

/** When a schedule's time came last. Looks back a month. */
final class LastDue implements Function<Instant, Optional<Instant>> {
    private static final List<Duration> BACK =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(32));

    private final CronExpression cron;

    LastDue(String expression, ZoneId zone) {
        try {
            cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
        } catch (ParseException impossible) {
            throw new IllegalStateException("the schedule was checked before", impossible);
        }
    }

    @Override
    public Optional<Instant> apply(Instant until) {
        for (Duration back : BACK) {
            Instant last = null;
            Date next = cron.getNextValidTimeAfter(Date.from(until.minus(back)));
            while (next != null && !next.toInstant().isAfter(until)) {
                last = next.toInstant();
                next = cron.getNextValidTimeAfter(next);
            }
            if (last != null) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }
}
