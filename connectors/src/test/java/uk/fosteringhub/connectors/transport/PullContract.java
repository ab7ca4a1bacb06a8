package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.faults.Faults;

/** What holds for every service that is pulled from: it has three pages, and the key is "key". */
abstract class PullContract {
    static final Duration LONG = Duration.ofSeconds(10);

    final RecordingIntake intake = new RecordingIntake();
    final Heard heard = new Heard();
    DefaultCamelContext camel;

    /** Starts the service with three pages of records. */
    abstract void startService(String key) throws Exception;

    abstract void stopService();

    abstract FeedSettings feed(Duration timeout);

    abstract Faults faults();

    abstract int calls();

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.addRoutes(intake);
        camel.addRoutes(new JsonPageRoute(Duration.ofMillis(10)));
        camel.start();
        startService("key");
    }

    @AfterEach
    void stop() {
        stopService();
        camel.stop();
    }

    @Test
    void allPagesMakeOneDelivery() {
        receive(Optional.empty());
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> assertThat(
                        delivery.content().split("\n"))
                .hasSize(3));
        assertThat(heard.done).hasSize(1);
    }

    @Test
    void aServerThatAsksForPatienceIsGivenIt() {
        faults().next(1, new Fault.TooManyRequests(1));
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
        assertThat(intake.deliveries()).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() {
        faults().next(2, new Fault.CutOff(100));
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
        assertThat(intake.deliveries().get(0).content().split("\n")).hasSize(3);
    }

    @Test
    void aSlowAnswerIsWaitedFor() {
        faults().next(1, new Fault.Slow(Duration.ofMillis(300)));
        receive(Optional.empty());
        assertThat(heard.done).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeStopsTheFeedAfterAFewAttempts() {
        faults().always(new Fault.Slow(Duration.ofMinutes(1)));
        new JsonPull(camel)
                .receive(Samples.open(feed(LONG).system()), feed(Duration.ofMillis(100)), Optional.empty(), heard);
        assertThat(reason()).endsWith(" did not answer in time. It is tried again on the next run.");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void anAnswerThatDripsIsBrokenOffWhenItsTimeIsUp() {
        faults().always(new Fault.Dripping(Duration.ofMillis(50)));
        new JsonPull(camel)
                .receive(Samples.open(feed(LONG).system()), feed(Duration.ofMillis(500)), Optional.empty(), heard);
        assertThat(reason()).endsWith(" did not answer in time. It is tried again on the next run.");
        assertThat(intake.deliveries()).isEmpty();
        assertThat(calls()).isEqualTo(5);
    }

    @Test
    void anOutageStopsTheFeedAfterAFewAttempts() {
        faults().always(new Fault.Failing(503));
        receive(Optional.empty());
        assertThat(reason()).contains("answers with an error (503), also after several");
        assertThat(intake.deliveries()).isEmpty();
        assertThat(calls()).isEqualTo(5);
    }

    @Test
    void anAnswerThatCannotBeUsedIsNotAskedForAgainThoughTheOneBeforeWas() {
        faults().next(1, new Fault.TooManyRequests(0));
        faults().always(new Fault.HugePage(5_000));
        receive(Optional.empty());
        assertThat(reason()).contains("a page of more than 200000 bytes");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aPageThatIsTooLargeStopsTheFeed() {
        faults().always(new Fault.HugePage(5_000));
        receive(Optional.empty());
        assertThat(reason()).contains("a page of more than 200000 bytes");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void aRefusedKeyIsSaidWithoutNamingIt() throws Exception {
        stopService();
        startService("another");
        receive(Optional.empty());
        assertThat(reason()).contains("refused the key (401)").doesNotContain("another");
    }

    @Test
    void aServerThatIsAwayIsSaid() {
        FeedSettings feed = feed(LONG);
        stopService();
        new JsonPull(camel).receive(Samples.open(feed.system()), feed, Optional.empty(), heard);
        assertThat(reason()).contains("refused the connection");
    }

    @Test
    void pagesThatAreRefusedStopTheFeed() {
        intake.judge(arrival -> State.REJECTED);
        receive(Optional.empty());
        assertThat(reason()).contains("was refused whole: The column");
    }

    void receive(Optional<String> since) {
        new JsonPull(camel).receive(Samples.open(feed(LONG).system()), feed(LONG), since, heard);
    }

    String reason() {
        assertThat(heard.stopped).hasSize(1);
        return heard.stopped.values().iterator().next();
    }
}
