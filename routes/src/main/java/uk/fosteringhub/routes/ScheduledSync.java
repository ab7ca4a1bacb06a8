package uk.fosteringhub.routes;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.routes.settings.WrongSettings;

/** The sync that nobody watches: its result is in the books, and a line in the log says so. */
public final class ScheduledSync {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledSync.class);

    private final SyncRun syncRun;

    public ScheduledSync(SyncRun syncRun) {
        this.syncRun = syncRun;
    }

    public void run() {
        try {
            Optional<SyncRun.Led> led = syncRun.lead(new SyncRequest("schedule", List.of(), false));
            if (led.isEmpty()) {
                LOG.info("trigger=schedule outcome=left-to-other another process leads a run");
                return;
            }
            led.get().carryOut(Progress.SILENT);
        } catch (WrongSettings | UnknownFeed | StoreUnavailable failed) {
            LOG.error("trigger=schedule outcome=not-run {}", failed.getMessage());
        }
    }
}
