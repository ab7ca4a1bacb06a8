package uk.fosteringhub.routes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.lookup.records.FindableRecords;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Keeps up with what is stored: by what records are found, and what systems say differently. */
public final class LookupUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(LookupUpkeep.class);

    private final DifferenceBook differences;
    private final FindableRecords findable;

    public LookupUpkeep(Hub hub) {
        this.differences =
                new DifferenceBook(hub.database(), new Ownership(hub.settings().ownership()));
        this.findable = new FindableRecords(hub.database());
    }

    /** After a run: what waits to be compared must not pile up where no hub serves. */
    void afterRun() {
        carefully(differences::refresh);
    }

    /** In a hub that serves, every minute. */
    void everyMinute() {
        carefully(findable::refreshGently);
        carefully(differences::refresh);
    }

    /** Nothing that goes wrong here spoils a run: the next time does what was left. */
    private static void carefully(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable gone) {
            LOG.warn("lookup=upkeep outcome=put-off {}", gone.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("lookup=upkeep outcome=put-off", defect);
        }
    }
}
