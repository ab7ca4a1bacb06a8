package uk.fosteringhub.routes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Finds out between the runs which records are about the same person, as soon as they are stored. */
public final class LiveIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIdentity.class);
    private static final int AGAIN_MILLIS = 100;

    private final IdentityPass pass;
    private final Runnable compared;
    private final WakeableWorker worker;

    /** @param compared hears that changes need no longer be held back; must return at once */
    public LiveIdentity(IdentityPass pass, Runnable compared) {
        this.pass = pass;
        this.compared = compared;
        this.worker = new WakeableWorker("identity", this::take);
    }

    /** There is something new, or may be. */
    public void wake() {
        worker.wake();
    }

    private boolean take() {
        try {
            IdentityPass.Taken taken = pass.take();
            if (taken.leftToOther()) {
                // It may have looked before our records were noted.
                Thread.sleep(AGAIN_MILLIS);
                return true;
            }
            if (taken.records() > 0) {
                compared.run();
            }
            return taken.more();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (StoreUnavailable gone) {
            LOG.warn("identity outcome=waiting {}", gone.getMessage());
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("identity outcome=waiting", defect);
            throw defect;
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
