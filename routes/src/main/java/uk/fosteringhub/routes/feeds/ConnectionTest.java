package uk.fosteringhub.routes.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.routes.Transports;

/** Tries the place a feed comes from without taking anything: what {@code ./hub check} does, for one feed. */
public final class ConnectionTest {
    private final HubSettings settings;
    private final Transports transports;

    public ConnectionTest(HubSettings settings, Transports transports) {
        this.settings = settings;
        this.transports = transports;
    }

    /**
     * What was tried and what came of it.
     *
     * @param good whether all of it can be read; also where there is nothing to try
     * @param sentences one for each place
     */
    public record Result(boolean good, List<String> sentences) {}

    public Result of(FeedSettings feed) {
        if (feed.location().isEmpty()) {
            return new Result(
                    false, List.of("It is not in use: hub.systems." + feed.system() + ".location is not set."));
        }
        SystemSettings system = settings.systems().stream()
                .filter(one -> one.name().equals(feed.system()))
                .findFirst()
                .orElseThrow();
        Map<String, Optional<String>> answers = transports.probe(system, List.of(feed));
        if (answers.isEmpty()) {
            return new Result(true, List.of(nothingToTry(feed)));
        }
        List<String> sentences = new ArrayList<>();
        answers.forEach((place, problem) -> sentences.add(problem.orElse("The hub can read " + place + ".")));
        return new Result(answers.values().stream().allMatch(Optional::isEmpty), sentences);
    }

    private static String nothingToTry(FeedSettings feed) {
        return switch (feed.way()) {
            case PUSH -> "There is nothing to try: " + feed.system() + " pushes to the hub's REST interface.";
            case MLLP ->
                "There is nothing to try: " + feed.system() + " sends to the hub, which listens at "
                        + feed.location().orElseThrow() + ".";
            case STATUS_CHECK -> "It is not tried: each question counts at " + feed.system() + ".";
            default -> "There is nothing to try: it comes from the hub itself.";
        };
    }
}
