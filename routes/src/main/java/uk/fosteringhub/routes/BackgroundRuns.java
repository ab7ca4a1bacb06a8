package uk.fosteringhub.routes;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.routes.settings.WrongSettings;

/** Runs that somebody starts and does not wait for. */
public final class BackgroundRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundRuns.class);

    private final SyncRun syncRun;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "background-run"));

    public BackgroundRuns(SyncRun syncRun) {
        this.syncRun = syncRun;
    }

    /**
     * @return the run's number, or empty if another run is led right now
     * @throws UnknownFeed if a feed is asked for that is not there
     * @throws WrongSettings if nothing that is asked for is in use
     */
    public Optional<Long> start(SyncRequest request) throws UnknownFeed, WrongSettings {
        Optional<SyncRun.Led> led = syncRun.lead(request);
        led.ifPresent(run -> executor.execute(() -> carryOut(run)));
        return led.map(SyncRun.Led::id);
    }

    private static void carryOut(SyncRun.Led run) {
        try {
            run.carryOut(Progress.SILENT);
        } catch (StoreUnavailable gone) {
            LOG.error("run={} outcome=broken-off {}", run.id(), gone.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("run={} outcome=broken-off", run.id(), defect);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
