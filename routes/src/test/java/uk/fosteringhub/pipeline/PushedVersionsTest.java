package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** Versions of one record that are pushed one after the other and taken through together. */
@Tag("servers")
class PushedVersionsTest {
    private static final FeedSettings PUSHED =
            HubFixture.pushed("website-enquiries-pushed", "website/enquiries", FeedKind.DELTA);
    private static final String STORED = "select family_name from fostering.enquiry";
    private static final String FAILURES = "select state, line, outcome from hub.failure order by id";

    @TempDir
    Path folder;

    private HubFixture fixture;
    private Hub hub;

    @BeforeEach
    void start() {
        fixture = new HubFixture(folder);
        hub = fixture.with(List.of(HubFixture.system("website", Optional.empty(), List.of(PUSHED))));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static String fits(String surname) {
        return version(surname, "2026-03-06T10:00:00Z");
    }

    /** It fitted when it was accepted and does not fit when it is taken through. */
    private static String fails(String surname) {
        return version(surname, "31/02/2026");
    }

    private static String version(String surname, String enquiredAt) {
        return "{\"enquiry_id\":\"W-7\",\"last_name\":\"" + surname + "\",\"enquired_at\":\"" + enquiredAt + "\"}";
    }

    /** Accepted one after the other, taken through in one batch. */
    private void push(String... bodies) {
        List<PushedMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(PushedMessage.of(PUSHED.name(), "website", body, body));
        }
        new PushLog(hub.database(), hub.sealer()).keep(messages);
        assertThat(hub.live().take(PUSHED).messages()).isEqualTo(bodies.length);
    }

    @Test
    void theFailureOfALaterVersionStandsWhenAnEarlierOneFitsInTheSameBatch() {
        push(fits("First"), fails("Second"));

        assertThat(fixture.query(STORED)).containsExactly("First");
        assertThat(fixture.query("select state from hub.pushed order by id")).containsExactly("s", "f");
        assertThat(fixture.query(FAILURES)).containsExactly("open|2|");
    }

    @Test
    void theFailureOfAnEarlierVersionIsOverWhenALaterOneFitsInTheSameBatch() {
        push(fails("First"), fits("Second"));

        assertThat(fixture.query(STORED)).containsExactly("Second");
        assertThat(fixture.query(FAILURES)).containsExactly("resolved|1|superseded by a newer message");
    }

    @Test
    void theLastOfSeveralVersionsDecides() {
        push(fits("First"), fails("Second"), fits("Third"), fails("Fourth"));
        assertThat(fixture.query(FAILURES)).containsExactly("open|4|");

        push(fits("Fifth"));

        assertThat(fixture.query(STORED)).containsExactly("Fifth");
        assertThat(fixture.query(FAILURES)).containsExactly("resolved|4|superseded by a newer message");
    }
}
