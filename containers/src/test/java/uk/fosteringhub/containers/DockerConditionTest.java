package uk.fosteringhub.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.testing.TestServers;

class DockerConditionTest {
    private static final Set<String> SERVERS = Set.of("servers");

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void withoutAnEngineTestsWithServersAreSkippedAndThatIsSaidOnce() {
        DockerCondition condition = condition(TestServers.CONTAINERS, Optional.of("nothing listens"));

        assertThat(condition.evaluate(SERVERS).isDisabled()).isTrue();
        assertThat(condition.evaluate(SERVERS).getReason())
                .hasValue("Container tests skipped: no Docker engine answers (nothing listens)");
        assertThat(console.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("Container tests skipped: no Docker engine answers (nothing listens)");
        assertThat(asked).hasValue(1);
    }

    @Test
    void withAnEngineTheyRunAndNothingIsSaid() {
        DockerCondition condition = condition(TestServers.CONTAINERS, Optional.empty());

        assertThat(condition.evaluate(SERVERS).isDisabled()).isFalse();
        assertThat(condition.evaluate(SERVERS).isDisabled()).isFalse();
        assertThat(console.size()).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void testsWithoutServersAreNeverSkippedAndDockerIsNotAskedFor() {
        DockerCondition condition = condition(TestServers.CONTAINERS, Optional.of("nothing listens"));

        assertThat(condition.evaluate(Set.of()).isDisabled()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void embeddedServersNeedNoEngine() {
        DockerCondition condition = condition(TestServers.EMBEDDED, Optional.of("nothing listens"));

        assertThat(condition.evaluate(SERVERS).isDisabled()).isFalse();
        assertThat(asked).hasValue(0);
    }

    private DockerCondition condition(TestServers servers, Optional<String> whyNoEngine) {
        Supplier<Optional<String>> docker = () -> {
            asked.incrementAndGet();
            return whyNoEngine;
        };
        return new DockerCondition(servers, docker, new PrintStream(console, true, StandardCharsets.UTF_8));
    }
}
