package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.connectors.transport.Arrival;

/** Every delivery, by whatever transport it came: archive, take, answer with its outcome. */
public final class IntakeRoute extends RouteBuilder {
    private final IntakeStep step;

    public IntakeRoute(IntakeStep step) {
        this.step = step;
    }

    @Override
    public void configure() {
        from(Arrival.INTAKE)
                .routeId("intake")
                .streamCache("false")
                .process(step::archive)
                .process(step::take)
                .process(step::answer);
    }
}
