package uk.fosteringhub.routes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.Reception;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.sync.Intake;

/** Writes what the transports tell into the run's books. */
final class RunReception implements Reception {
    private static final Logger LOG = LoggerFactory.getLogger(RunReception.class);

    private final Run run;
    private final Intake intake;

    RunReception(Run run, Intake intake) {
        this.run = run;
        this.intake = intake;
    }

    @Override
    public void note(FeedSettings feed, String note) {
        LOG.info("run={} feed={} outcome=note {}", run.id(), feed.name(), note);
        run.note(feed, note);
    }

    @Override
    public void stopped(FeedSettings feed, String reason) {
        LOG.info("run={} feed={} outcome=stopped {}", run.id(), feed.name(), reason);
        run.stopped(feed, reason);
    }

    @Override
    public void done(FeedSettings feed, boolean all) {
        LOG.info("run={} feed={} outcome=done", run.id(), feed.name());
        if (all) {
            intake.endBaseline(run, feed);
        }
        run.done(feed);
    }
}
