package uk.fosteringhub.routes;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.LivePassage;

/** Takes pushed messages through as they come: a worker per feed, so that each feed's order is kept. */
public final class LiveFeeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeeds.class);

    private final LivePassage passage;
    private final Runnable stored;
    private final Map<String, WakeableWorker> workers = new ConcurrentHashMap<>();

    /**
     * @param feeds of the hub
     * @param stored hears that there are new changes to hand on; must return at once
     */
    public LiveFeeds(List<FeedSettings> feeds, LivePassage passage, Runnable stored) {
        this.passage = passage;
        this.stored = stored;
        feeds.stream()
                .filter(feed -> feed.way() == FeedWay.PUSH && feed.location().isPresent())
                .forEach(feed -> {
                    Batches batches = new Batches(feed);
                    workers.put(feed.name(), new WakeableWorker("live-" + feed.name(), batches::take, batches::apart));
                });
    }

    /** There is something new on a feed. */
    public void wake(String feed) {
        WakeableWorker worker = workers.get(feed);
        if (worker != null) {
            worker.wake();
        }
    }

    /** There may be something on any feed: left over from a crash, or kept by another process that has died. */
    public void wakeAll() {
        workers.values().forEach(WakeableWorker::wake);
    }

    /** The batches of one feed, by its worker. */
    private final class Batches {
        /**
         * A batch costs nearly the same for one message as for ten, all the way to the targets: processors that are not
         * kept busy with small batches save more time than this wait takes.
         */
        private static final Duration LEAST_APART = Duration.ofMillis(20);

        private static final Duration MOST_APART = Duration.ofMillis(250);
        /** The batches of a feed that brings more than one message in this time grow, those of another shrink. */
        private static final Duration FOR_EACH = Duration.ofMillis(2);

        private final FeedSettings feed;
        private int messages;
        private int before;

        Batches(FeedSettings feed) {
            this.feed = feed;
        }

        boolean take() {
            try {
                LivePassage.Taken taken = passage.take(feed);
                before = messages;
                messages = taken.messages();
                if (messages > 0) {
                    LOG.debug("feed={} outcome=stored messages={}", feed.name(), messages);
                    stored.run();
                }
                return taken.more();
            } catch (StoreUnavailable gone) {
                LOG.warn("feed={} outcome=waiting {}", feed.name(), gone.getMessage());
                throw gone;
            }
        }

        Duration apart() {
            // One that is large because something held it up is no reason to wait longer still.
            Duration wanted = FOR_EACH.multipliedBy(Math.min(before, messages));
            return Collections.min(List.of(MOST_APART, Collections.max(List.of(LEAST_APART, wanted))));
        }
    }

    @Override
    public void close() {
        workers.values().forEach(WakeableWorker::close);
    }
}
