package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.faults.Faults;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;

/** A pull of a full listing, which says what is gone: it counts whole or not at all. */
class ListingPullTest extends PullContract {
    private MosaicSimulator mosaic;
    private FeedKind kind = FeedKind.SNAPSHOT;

    @Override
    void startService(String key) throws Exception {
        mosaic = MosaicSimulator.start(key, 50);
        for (int i = 0; i < 120; i++) {
            mosaic.put("residents", Map.of("PERSON_ID", Integer.toString(1000 + i), "LAST_NAME", "x".repeat(2_000)));
        }
    }

    @Override
    void stopService() {
        mosaic.close();
    }

    @Override
    FeedSettings feed(Duration timeout) {
        return Samples.listing(mosaic.location(), timeout, kind);
    }

    @Override
    Faults faults() {
        return mosaic.faults();
    }

    @Override
    int calls() {
        return mosaic.calls().size();
    }

    @Test
    void aListingThatBreaksOffOnItsLastPageIsTakenInNoPart() {
        mosaic.faults().next(2, new Fault.Slow(Duration.ZERO)).next(5, new Fault.Failing(503));
        receive(Optional.empty());
        assertThat(reason()).contains("answers with an error (503)");
        assertThat(intake.deliveries()).isEmpty();
        heard.stopped.clear();
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> assertThat(delivery.content())
                .contains("\"1000\"", "\"1119\""));
    }

    @Test
    void ofADeltaThatBreaksOffTheFirstPagesAreTaken() {
        kind = FeedKind.DELTA;
        mosaic.faults().next(2, new Fault.Slow(Duration.ZERO)).next(5, new Fault.Failing(503));
        receive(Optional.empty());
        assertThat(heard.stopped).hasSize(1);
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> assertThat(
                        delivery.content().split("\n"))
                .hasSize(2));
    }

    @Test
    void everythingIsAskedForEachTimeAndNoCursorIsKept() {
        receive(Optional.of("2026-03-06T10:00:00Z"));
        assertThat(mosaic.calls()).hasSize(3).noneMatch(call -> call.query().containsKey("modifiedSince"));
        assertThat(intake.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.arrival().cursor()).isEmpty());
    }
}
