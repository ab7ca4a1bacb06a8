package uk.fosteringhub.routes.feeds;

import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.LiveFeeds;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.UnknownFeed;
import uk.fosteringhub.routes.settings.WrongSettings;

/** What people and programs do about a feed; every act is in the audit. */
public final class FeedDesk {
    private final HubSettings settings;
    private final FeedPauses pauses;
    private final ConnectionTest connections;
    private final BackgroundRuns runs;
    private final LiveFeeds live;
    private final AuditLog audit;

    public FeedDesk(
            HubSettings settings,
            FeedPauses pauses,
            ConnectionTest connections,
            BackgroundRuns runs,
            LiveFeeds live,
            AuditLog audit) {
        this.settings = settings;
        this.pauses = pauses;
        this.connections = connections;
        this.runs = runs;
        this.live = live;
        this.audit = audit;
    }

    public FeedSettings named(String name) throws UnknownFeed {
        return settings.feeds().stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownFeed("There is no feed '" + name + "'."));
    }

    /** @throws NotNow if it is paused already */
    public void pause(String feed, String actor, String reason) throws UnknownFeed, NotNow {
        if (!pauses.pause(named(feed).name(), actor, reason)) {
            throw new NotNow(feed + " is paused already; it stays as it was.");
        }
    }

    /** @throws NotNow if it is not paused */
    public void resume(String feed, String actor, String reason) throws UnknownFeed, NotNow {
        if (!pauses.resume(named(feed).name(), actor, reason)) {
            throw new NotNow(feed + " is not paused.");
        }
        live.wake(feed);
    }

    /**
     * Starts a run of this feed alone.
     *
     * @param trigger {@code api} or {@code console}
     * @return the run's number
     * @throws NotNow if it is paused or not in use, or another run is under way
     */
    public long run(String feed, String trigger, String actor) throws UnknownFeed, NotNow {
        Optional<FeedPauses.Pause> pause = pauses.of(named(feed).name());
        if (pause.isPresent()) {
            throw new NotNow(feed + " is paused (" + pause.get().reason() + "); resume it before you run it.");
        }
        try {
            long run = runs.start(new SyncRequest(trigger, List.of(feed), false))
                    .orElseThrow(() -> new NotNow("Another run is led right now; wait until it ends."));
            audit.write(AuditEntry.of(actor, "run-started", "run " + run).with("feeds", feed));
            return run;
        } catch (WrongSettings notInUse) {
            throw new NotNow(notInUse.getMessage());
        }
    }

    public ConnectionTest.Result test(String feed, String actor) throws UnknownFeed {
        ConnectionTest.Result result = connections.of(named(feed));
        audit.write(
                AuditEntry.of(actor, "connection-tested", "feed " + feed).with("good", String.valueOf(result.good())));
        return result;
    }
}
