package uk.fosteringhub.connectors.transport;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryOutcome.RowProblem;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.runs.Books;

/** Stands where the hub's intake is, and writes down what arrives whole. */
final class RecordingIntake extends RouteBuilder {
    record Delivery(Arrival arrival, String content) {}

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile Function<Arrival, State> judgement = arrival -> State.ACCEPTED;

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> names() {
        return deliveries.stream().map(delivery -> delivery.arrival().name()).toList();
    }

    void judge(Function<Arrival, State> by) {
        judgement = by;
    }

    @Override
    public void configure() {
        from(Arrival.INTAKE).streamCache("false").process(this::take);
    }

    private void take(Exchange exchange) throws Exception {
        Arrival arrival = Arrival.of(exchange);
        String content;
        try (InputStream bytes = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            content = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
        deliveries.add(new Delivery(arrival, content));
        State state = judgement.apply(arrival);
        List<RowProblem> problems = state == State.REJECTED
                ? List.of(new RowProblem(1, "=EVIL()", "header", "The column DIM_PERSON_ID is missing."))
                : List.of();
        exchange.getMessage()
                .setBody(new DeliveryOutcome(
                        deliveries.size(), state, new Books(3, 2, 0, 1, 0, 0, 0), problems, List.of()));
    }
}
