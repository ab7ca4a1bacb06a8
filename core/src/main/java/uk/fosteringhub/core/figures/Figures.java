package uk.fosteringhub.core.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.identity.pass.IdentityFigures;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.Verdict;

/**
 * How the hub stands, in numbers, for whoever draws or watches them. Holds no personal data.
 *
 * @param failures those that wait for somebody
 * @param replayed failures that replays have been through, ever, by what came of them
 * @param incidents open ones, by kind; every kind is there
 * @param alertsUnsent alerts that are still to be sent
 * @param identity how far it is found out who is the same person
 */
public record Figures(
        List<Feed> feeds,
        List<Target> targets,
        Night night,
        List<Failed> failures,
        Map<String, Long> replayed,
        Map<String, Long> incidents,
        long alertsUnsent,
        IdentityFigures identity) {

    /**
     * One feed that is in use.
     *
     * @param lastDelivery how long ago the newest accepted delivery came
     * @param verdict of its newest finished run, and what that brought
     */
    public record Feed(
            String name, boolean paused, Optional<Duration> lastDelivery, Optional<Verdict> verdict, Books books) {}

    /**
     * One target.
     *
     * @param waiting changes without receipt
     * @param oldest how long the oldest of them has waited; zero if none does
     */
    public record Target(String name, long waiting, Duration oldest, boolean away) {}

    /**
     * The newest finished run, and the newest green one of everything.
     *
     * @param balanced whether the books of feeds and targets balance
     * @param underWay whether a run is unfinished now
     */
    public record Night(
            Optional<Verdict> verdict,
            boolean balanced,
            Duration took,
            Optional<Instant> finishedAt,
            Optional<Instant> lastGreen,
            boolean underWay) {}

    /** How many failures of one feed and step are in one state. */
    public record Failed(String feed, String step, String state, long count) {
        Failed with(long other) {
            return new Failed(feed, step, state, other);
        }
    }
}
