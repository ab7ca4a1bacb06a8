package uk.fosteringhub.routes.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * Pushes that were not taken: nothing of them is kept, so they are counted, and the log says which members broke which rules.
 * Of the record itself it says nothing.
 */
final class PushRefusals {
    /** In place of a feed's name where a call was turned away before its feed was known. */
    static final String NO_FEED = "none";

    private static final Logger LOG = LoggerFactory.getLogger(PushRefusals.class);
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 409, 413, 422, 503);
    /** A sender that goes wrong does so often. */
    private static final Duration TOLD_AT_MOST_EVERY = Duration.ofMinutes(1);

    private static final String UNKNOWN_MEMBER = "unknown-member";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Kind, Instant> told = new ConcurrentHashMap<>();

    private record Kind(String feed, int status) {}

    /** Takes a push. */
    @FunctionalInterface
    interface Taking {
        Reply take() throws Refused;
    }

    /** @param feeds that records are pushed on */
    PushRefusals(List<String> feeds, MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        feeds.forEach(feed -> STATUSES.forEach(status -> counter(feed, status)));
        STATUSES.forEach(status -> counter(NO_FEED, status));
    }

    /** @param feed empty if the caller's system has none */
    Reply of(Optional<String> feed, Taking taking) throws Refused {
        String name = feed.orElse(NO_FEED);
        try {
            return taking.take();
        } catch (Refused refused) {
            tell(name, refused.problem());
            throw refused;
        } catch (StoreUnavailable gone) {
            counter(name, 503).increment();
            throw gone;
        }
    }

    /** Of a call that never came to its feed. */
    void turnedAway(Problem problem) {
        tell(NO_FEED, problem);
    }

    private void tell(String feed, Problem problem) {
        counter(feed, problem.status()).increment();
        if (due(new Kind(feed, problem.status()))) {
            LOG.warn(
                    "feed={} outcome=push-refused status={} title=\"{}\" rules=[{}]",
                    feed,
                    problem.status(),
                    problem.title(),
                    rules(problem));
        }
    }

    private boolean due(Kind kind) {
        Instant now = clock.instant();
        Instant before = told.putIfAbsent(kind, now);
        return before == null || !before.plus(TOLD_AT_MOST_EVERY).isAfter(now) && told.replace(kind, before, now);
    }

    /** A member that is not known is named as its sender likes, so it is not named here. */
    private static String rules(Problem problem) {
        return problem.errors().stream()
                .map(error -> error.rule().equals(UNKNOWN_MEMBER) ? error.rule() : error.field() + ":" + error.rule())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private Counter counter(String feed, int status) {
        return Counter.builder("hub.push.refused")
                .description("Pushes of which nothing was taken, by feed and status of the answer")
                .tag("feed", feed)
                .tag("status", Integer.toString(status))
                .register(registry);
    }
}
