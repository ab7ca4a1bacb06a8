package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.settings.PullSettings;

/** Where the next pull starts. */
class PageSequenceTest {
    private static final Instant NOW = Instant.parse("2026-03-06T02:15:00Z");
    private static final PullSettings PULL =
            Samples.pull("http://127.0.0.1:1", Duration.ofSeconds(1)).pull().orElseThrow();
    private static final Optional<String> SINCE = Optional.of("2026-03-01T00:00:00Z");

    private final PageSequence sequence = new PageSequence(PULL, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aPullOfRecordsInTheirOrderGoesOnWhereItBrokeOff() throws Exception {
        accept("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z");
        assertThat(sequence.resumeFrom(SINCE, false)).contains("2026-03-04T10:55:00Z");
    }

    @Test
    void aFirstPageThatIsNotInOrderDoesNotMoveTheStartPastWhatIsOnThePagesAfterIt() throws Exception {
        accept("2026-03-05T10:00:00Z", "2026-03-04T10:00:00Z");
        assertThat(sequence.resumeFrom(SINCE, false)).isEqualTo(SINCE);
        assertThat(sequence.resumeFrom(Optional.empty(), false)).isEmpty();
        assertThat(sequence.resumeFrom(SINCE, true)).contains("2026-03-05T09:55:00Z");
    }

    @Test
    void aRecordOfTheFutureDoesNotMoveTheStart() throws Exception {
        accept("2026-03-05T10:00:00Z", "2199-01-01T00:00:00Z");
        assertThat(sequence.resumeFrom(SINCE, true)).contains("2026-03-05T09:55:00Z");
    }

    @Test
    void nothingButRecordsOfTheFutureLeaveTheStartWhereItWas() throws Exception {
        accept("2199-01-01T00:00:00Z");
        assertThat(sequence.resumeFrom(SINCE, true)).isEqualTo(SINCE);
    }

    private void accept(String... modified) throws PageUnusable {
        String records = Stream.of(modified)
                .map(time -> "{\"modifiedAt\":\"" + time + "\"}")
                .collect(Collectors.joining(","));
        sequence.accept(Page.read(
                ("{\"referrals\":[" + records + "],\"nextCursor\":\"n\"}").getBytes(StandardCharsets.UTF_8), PULL));
    }
}
