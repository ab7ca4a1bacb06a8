package uk.fosteringhub.routes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.settings.ScheduleSettings;

/**
 * The overnight sync by the clock of the council's time zone. A time missed because the machine was busy is caught up
 * once (Quartz's fire-once-now).
 */
public final class ScheduleRoute extends RouteBuilder {
    private static final int FIRE_ONCE_NOW = 1;

    private final ScheduleSettings schedule;
    private final ZoneId zone;
    private final ScheduledSync sync;

    public ScheduleRoute(ScheduleSettings schedule, ZoneId zone, ScheduledSync sync) {
        this.schedule = schedule;
        this.zone = zone;
        this.sync = sync;
    }

    @Override
    public void configure() {
        from("quartz:hub/sync?cron=" + URLEncoder.encode(schedule.sync(), StandardCharsets.UTF_8)
                        + "&stateful=true&trigger.timeZone=" + zone + "&trigger.misfireInstruction=" + FIRE_ONCE_NOW)
                .routeId("schedule")
                .process(exchange -> sync.run());
    }
}
