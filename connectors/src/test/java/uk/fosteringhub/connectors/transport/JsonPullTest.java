package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.faults.Faults;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.world.Draw;

/** A pull of what was modified since the last one. */
class JsonPullTest extends PullContract {
    private static final Instant NEWEST = Instant.parse("2026-03-06T10:00:00Z");

    private LafseSimulator lafse;

    @Override
    void startService(String key) throws Exception {
        lafse = LafseSimulator.start(key, 50);
        for (int i = 0; i < 120; i++) {
            lafse.put(Referral.of(new Draw(1), i, 0).at(NEWEST.minusSeconds(60L * (119 - i))));
        }
    }

    @Override
    void stopService() {
        lafse.close();
    }

    @Override
    FeedSettings feed(Duration timeout) {
        return Samples.pull(lafse.location(), timeout);
    }

    @Override
    Faults faults() {
        return lafse.faults();
    }

    @Override
    int calls() {
        return lafse.calls();
    }

    @Test
    void theCursorMovesToShortlyBeforeTheNewestRecord() {
        receive(Optional.empty());
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> {
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
    void somethingThatIsNotJsonStopsTheFeed() {
        lafse.faults().always(new Fault.BrokenJson());
        receive(Optional.empty());
        assertThat(reason()).contains("not JSON, or breaks off");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void aPageThatRepeatsForEverStopsTheFeedAndWhatCameBeforeIsTaken() {
        lafse.faults().always(new Fault.SameCursorAgain());
        receive(Optional.empty());
        assertThat(reason()).contains("so the pull was broken off");
        assertThat(intake.deliveries())
                .extracting(delivery -> delivery.arrival().last())
                .containsExactly(false);
    }

    @Test
    void onlyTheDeliveryWithTheLastPageEndsThePull() throws Exception {
        stopService();
        lafse = LafseSimulator.start("key", 2);
        for (int i = 0; i < 120; i++) {
            lafse.put(Referral.of(new Draw(1), i, 0).at(NEWEST.minusSeconds(60L * (119 - i))));
        }
        receive(Optional.empty());
        assertThat(intake.deliveries())
                .extracting(delivery -> delivery.arrival().last())
                .containsExactly(false, true);
        assertThat(heard.all).containsExactly("lafse-enquiries");
    }

    @Test
    void aPullThatBreaksOffIsNotAtItsEnd() {
        lafse.faults().next(2, new Fault.Slow(Duration.ZERO)).next(1, new Fault.BrokenJson());
        receive(Optional.empty());
        assertThat(intake.deliveries())
                .extracting(delivery -> delivery.arrival().last())
                .containsExactly(false);
        assertThat(heard.all).isEmpty();
    }
}
