package uk.fosteringhub.routes;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Finds out which records are about the same person, of all that a run has brought so far. */
final class IdentityStep {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityStep.class);

    private final IdentityPass pass;

    IdentityStep(IdentityPass pass) {
        this.pass = pass;
    }

    /**
     * Who is the same person can also be found out later, so this is no reason to stop the night.
     *
     * @return what went wrong, in a sentence
     */
    Optional<String> carryOut() {
        try {
            pass.carryOut();
            return Optional.empty();
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException failed) {
            LOG.error("identity outcome=failed", failed);
            return Optional.of(
                    "the records could not be compared to find who is the same person; they still wait for it,"
                            + " and what is about them goes out after a while all the same. The log says why");
        }
    }
}
