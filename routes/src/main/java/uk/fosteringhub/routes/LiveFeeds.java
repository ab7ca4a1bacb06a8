package uk.fosteringhub.routes;

import java.time.Duration;
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
    /**
     * A batch costs nearly the same for one message as for ten, all the way to the targets. At hundreds of messages a second
     * a processor that is not kept busy with small batches saves more time than this wait takes.
     */
    private static final Duration BATCHES_APART = Duration.ofMillis(15);

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
                .forEach(feed -> workers.put(
                        feed.name(), new WakeableWorker("live-" + feed.name(), () -> take(feed), BATCHES_APART)));
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

    private boolean take(FeedSettings feed) {
        try {
            LivePassage.Taken taken = passage.take(feed);
            if (taken.messages() > 0) {
                LOG.debug("feed={} outcome=stored messages={}", feed.name(), taken.messages());
                stored.run();
            }
            return taken.more();
        } catch (StoreUnavailable gone) {
            LOG.warn("feed={} outcome=waiting {}", feed.name(), gone.getMessage());
            throw gone;
        }
    }

    @Override
    public void close() {
        workers.values().forEach(WakeableWorker::close);
    }
}
