package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.store.StoreUnavailable;

class PushRefusalsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(PushRefusals.class);
    private Instant now = Instant.parse("2026-03-06T10:00:00Z");
    private final PushRefusals refusals = new PushRefusals(List.of("website-enquiries"), registry, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void aRefusalIsCountedAndSaidWithoutAnythingOfTheRecord() {
        Problem problem = Problem.ofFields(
                "The record cannot be taken",
                "Nothing of it was kept.",
                List.of(
                        new MappingProblem(0, "birth_date", "", "date", "is no date", ""),
                        new MappingProblem(0, "Ada Grey", "", "unknown-member", "not known here", "")));
        refuse("website-enquiries", problem);
        assertThat(count("website-enquiries", 422)).isEqualTo(1);
        assertThat(count("website-enquiries", 400)).isZero();
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("feed=website-enquiries outcome=push-refused status=422 title=\"The record cannot be taken\""
                        + " rules=[birth_date:date unknown-member]");
    }

    @Test
    void aSenderThatGoesOnAndOnIsCountedEachTimeAndSaidOnceAMinute() {
        Problem forged = new Problem(401, "Not signed, or not fresh", "");
        for (int call = 0; call < 100; call++) {
            refusals.turnedAway(forged);
        }
        refusals.turnedAway(new Problem(413, "Body too large", ""));
        now = now.plus(Duration.ofMinutes(1));
        refusals.turnedAway(forged);
        assertThat(count(PushRefusals.NO_FEED, 401)).isEqualTo(101);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        first -> assertThat(first).contains("feed=none", "status=401"),
                        large -> assertThat(large).contains("status=413"),
                        later -> assertThat(later).contains("status=401"));
    }

    @Test
    void aStoreThatIsAwayCountsToo() {
        assertThatThrownBy(() -> refusals.of(Optional.of("website-enquiries"), () -> {
                    throw new StoreUnavailable("away", new IllegalStateException());
                }))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(count("website-enquiries", 503)).isEqualTo(1);
    }

    private void refuse(String feed, Problem problem) {
        assertThatThrownBy(() -> refusals.of(Optional.of(feed), () -> {
                    throw new Refused(problem);
                }))
                .isInstanceOf(Refused.class);
    }

    private double count(String feed, int status) {
        return registry.get("hub.push.refused")
                .tag("feed", feed)
                .tag("status", Integer.toString(status))
                .counter()
                .count();
    }
}
