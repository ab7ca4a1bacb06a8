package uk.fosteringhub.routes.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.alerts.Postman;
import uk.fosteringhub.core.alerts.VerdictLetters;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.watch.Watchman;

/** One round: looks what is the matter, writes the verdicts that are due, and sends what is to be told. */
public final class NightWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NightWatch.class);

    private final Watchman watchman;
    private final VerdictLetters verdicts;
    private final Postman postman;

    NightWatch(Watchman watchman, VerdictLetters verdicts, Postman postman) {
        this.watchman = watchman;
        this.verdicts = verdicts;
        this.postman = postman;
    }

    /** Nothing that goes wrong here spoils a run: the next round, of any process, does what was left. */
    public void look() {
        try {
            watchman.look();
            verdicts.write();
            postman.sendDue();
        } catch (StoreUnavailable gone) {
            LOG.warn("outcome=not-looked {}", gone.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("outcome=not-looked", defect);
        }
    }
}
