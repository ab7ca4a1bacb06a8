package uk.fosteringhub.routes;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.push.PushLog;

/** At the start and then daily: room in the tables for the months to come, and old idempotency keys forgotten. */
public final class PushUpkeepRoute extends RouteBuilder {
    private final PushLog log;
    private final Duration keepKeys;

    public PushUpkeepRoute(PushLog log, Duration keepKeys) {
        this.log = log;
        this.keepKeys = keepKeys;
    }

    @Override
    public void configure() {
        from("timer:push-upkeep?delay=0&period=86400000")
                .routeId("push-upkeep")
                .process(exchange -> log.ensurePartitions())
                .process(exchange -> log.forgetKeysOlderThan(keepKeys));
    }
}
