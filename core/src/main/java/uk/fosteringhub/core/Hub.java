package uk.fosteringhub.core;

import java.util.List;
import javax.sql.DataSource;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.publish.Outbox;
import uk.fosteringhub.core.runs.FeedState;
import uk.fosteringhub.core.runs.Runs;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.store.GoldenExport;
import uk.fosteringhub.core.sync.Intake;

/** The hub's parts, put together on one database. */
public final class Hub {

    /** Brings the database's tables up to date first. */
    public static Hub on(DataSource database, HubSettings settings, Mappings mappings) {
        throw new UnsupportedOperationException();
    }

    public Archive archive() {
        throw new UnsupportedOperationException();
    }

    public Runs runs() {
        throw new UnsupportedOperationException();
    }

    public Intake intake() {
        throw new UnsupportedOperationException();
    }

    public Outbox outbox() {
        throw new UnsupportedOperationException();
    }

    public GoldenExport export() {
        throw new UnsupportedOperationException();
    }

    public List<FeedState> feeds() {
        throw new UnsupportedOperationException();
    }
}
