package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.simulators.lafse.Fault;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.world.Draw;

class JsonPullTest {
    private static final Instant NEWEST = Instant.parse("2026-03-06T10:00:00Z");

    private final RecordingIntake intake = new RecordingIntake();
    private final Heard heard = new Heard();
    private DefaultCamelContext camel;
    private LafseSimulator lafse;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.addRoutes(intake);
        camel.addRoutes(new JsonPageRoute(Duration.ofMillis(10)));
        camel.start();
        lafse = LafseSimulator.start("key", 50);
        for (int i = 0; i < 120; i++) {
            lafse.put(Referral.of(new Draw(1), i, 0).at(NEWEST.minusSeconds(60L * (119 - i))));
        }
    }

    @AfterEach
    void stop() {
        lafse.close();
        camel.stop();
    }

    @Test
    void allPagesMakeOneDeliveryAndMoveTheCursor() {
        receive(Optional.empty());
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.content().split("\n")).hasSize(3);
            assertThat(delivery.content()).contains("\"referralId\"");
            assertThat(delivery.arrival().cursor())
                    .contains(NEWEST.minus(Duration.ofMinutes(5)).toString());
        });
        assertThat(heard.done).containsExactly("lafse-enquiries");
    }

    @Test
    void onlyWhatWasModifiedSinceIsAskedForAndTheCursorNeverGoesBack() {
        String since = NEWEST.plusSeconds(1).toString();
        receive(Optional.of(since));
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.content()).doesNotContain("referralId");
            assertThat(delivery.arrival().cursor()).contains(since);
        });
    }

    @Test
    void aServerThatAsksForPatienceIsGivenIt() {
        lafse.faults().next(1, new Fault.TooManyRequests(1));
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
        assertThat(intake.deliveries()).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() {
        lafse.faults().next(2, new Fault.CutOff(100));
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
        assertThat(intake.deliveries().get(0).content().split("\n")).hasSize(3);
    }

    @Test
    void anOutageStopsTheFeedAfterAFewAttempts() {
        lafse.faults().always(new Fault.Failing(503));
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("answers with an error (503), also after several");
        assertThat(intake.deliveries()).isEmpty();
        assertThat(lafse.calls()).isEqualTo(5);
    }

    @Test
    void somethingThatIsNotJsonStopsTheFeed() {
        lafse.faults().always(new Fault.BrokenJson());
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("not JSON, or breaks off");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void aPageThatRepeatsForEverStopsTheFeedAndWhatCameBeforeIsTaken() {
        lafse.faults().always(new Fault.SameCursorAgain());
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("so the pull was broken off");
        assertThat(intake.deliveries()).hasSize(1);
    }

    @Test
    void aPageThatIsTooLargeStopsTheFeed() {
        lafse.faults().always(new Fault.HugePage(5_000));
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("a page of more than 200000 bytes");
    }

    @Test
    void aRefusedKeyIsSaidWithoutNamingIt() {
        FeedSettings feed = Samples.pull(lafse.location());
        lafse.close();
        try (LafseSimulator other = LafseSimulator.start("another")) {
            feed = Samples.pull(other.location());
            new JsonPull(camel).receive(Samples.open("lafse"), feed, Optional.empty(), heard);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        assertThat(heard.stopped.get("lafse-enquiries")).contains("refused the key (401)");
    }

    @Test
    void aServerThatIsAwayIsSaid() {
        lafse.close();
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("refused the connection");
    }

    @Test
    void pagesThatAreRefusedStopTheFeedSoThatTheCursorCannotPassThem() {
        intake.judge(arrival -> State.REJECTED);
        receive(Optional.empty());
        assertThat(heard.stopped.get("lafse-enquiries")).contains("was refused whole: The column");
    }

    private void receive(Optional<String> since) {
        new JsonPull(camel).receive(Samples.open("lafse"), Samples.pull(lafse.location()), since, heard);
    }
}
