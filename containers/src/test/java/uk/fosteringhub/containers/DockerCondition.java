package uk.fosteringhub.containers;

import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import uk.fosteringhub.testing.TestServers;

/**
 * Skips the tests that use servers where those are to be containers and no Docker engine answers, and says so once. Found
 * by JUnit on its own.
 */
public final class DockerCondition implements ExecutionCondition {
    private static final ConditionEvaluationResult GO_ON = ConditionEvaluationResult.enabled("its servers can be had");

    private final TestServers servers;
    private final Supplier<Optional<String>> whyNoEngine;
    private final PrintStream console;
    private Optional<ConditionEvaluationResult> found = Optional.empty();

    public DockerCondition() {
        this(TestServers.chosen(), DockerCondition::askDocker, System.out);
    }

    /** @param whyNoEngine why no Docker engine answers; empty if one does */
    DockerCondition(TestServers servers, Supplier<Optional<String>> whyNoEngine, PrintStream console) {
        this.servers = servers;
        this.whyNoEngine = whyNoEngine;
        this.console = console;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return evaluate(context.getTags());
    }

    ConditionEvaluationResult evaluate(Set<String> tags) {
        boolean needed = servers == TestServers.CONTAINERS && tags.contains("servers");
        return needed ? asked() : GO_ON;
    }

    private synchronized ConditionEvaluationResult asked() {
        if (found.isEmpty()) {
            found = Optional.of(whyNoEngine.get().map(this::skip).orElse(GO_ON));
        }
        return found.get();
    }

    private ConditionEvaluationResult skip(String why) {
        String sentence = "Container tests skipped: no Docker engine answers (" + why + ")";
        console.println(sentence);
        return ConditionEvaluationResult.disabled(sentence);
    }

    private static Optional<String> askDocker() {
        try {
            DockerClientFactory.instance().client();
            return Optional.empty();
        } catch (IllegalStateException noneFound) {
            String host = Optional.ofNullable(System.getenv("DOCKER_HOST"))
                    .map(set -> "is " + set)
                    .orElse("is not set");
            return Optional.of("Testcontainers could not find one; DOCKER_HOST " + host);
        }
    }
}
