package uk.fosteringhub.routes;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Brings the attribution of enquiries up to date with what a run brought. */
final class AttributionStep {
    private static final Logger LOG = LoggerFactory.getLogger(AttributionStep.class);

    private final Attributor attributor;

    AttributionStep(Attributor attributor) {
        this.attributor = attributor;
    }

    /**
     * A report that is a night old is no reason to stop the night.
     *
     * @return what went wrong, in a sentence
     */
    Optional<String> carryOut() {
        try {
            attributor.update();
            return Optional.empty();
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException failed) {
            LOG.error("attribution outcome=failed", failed);
            return Optional.of("the attribution of enquiries could not be brought up to date; reports show the one"
                    + " before, and the next run tries again. The log says why");
        }
    }
}
