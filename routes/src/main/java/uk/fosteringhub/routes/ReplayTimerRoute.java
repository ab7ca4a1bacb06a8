package uk.fosteringhub.routes;

import java.util.function.BooleanSupplier;
import org.apache.camel.builder.RouteBuilder;

/** Goes on with replays, every second. */
public final class ReplayTimerRoute extends RouteBuilder implements AutoCloseable {
    private final WakeableWorker worker;

    /** @param work what replays do in one second */
    public ReplayTimerRoute(BooleanSupplier work) {
        this.worker = new WakeableWorker("replays", work);
    }

    @Override
    public void configure() {
        from("timer:replays?delay=1000&period=1000").routeId("replays").process(exchange -> worker.wake());
    }

    @Override
    public void close() {
        worker.close();
    }
}
