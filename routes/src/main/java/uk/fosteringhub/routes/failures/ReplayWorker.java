package uk.fosteringhub.routes.failures;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replayer;
import uk.fosteringhub.core.store.StoreUnavailable;

/** What replays do in one second: as much as their rates allow, and a tenth of it beside a run. */
public final class ReplayWorker implements BooleanSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);
    private static final int SLOWER_BESIDE_A_RUN = 10;

    private final ReplaySets sets;
    private final Replayer replayer;
    private final Runnable stored;

    /** @param stored hears that there may be new changes to hand on; must return at once */
    public ReplayWorker(ReplaySets sets, Replayer replayer, Runnable stored) {
        this.sets = sets;
        this.replayer = replayer;
        this.stored = stored;
    }

    /** Always false: there is more in the next second. */
    @Override
    public boolean getAsBoolean() {
        try {
            for (ReplaySet set : sets.underWay()) {
                goOn(set);
            }
            return false;
        } catch (StoreUnavailable gone) {
            LOG.warn("outcome=waiting {}", gone.getMessage());
            throw gone;
        }
    }

    private void goOn(ReplaySet set) {
        int left = replayer.runUnderWay() ? Math.max(1, set.rate() / SLOWER_BESIDE_A_RUN) : set.rate();
        boolean more = true;
        int done = 0;
        while (more && left > 0) {
            Replayer.Step step = replayer.advance(set.id(), left);
            left -= step.failures();
            done += step.failures();
            more = step.more();
        }
        if (done > 0) {
            LOG.debug("replay={} outcome=stored failures={}", set.id(), done);
            stored.run();
        }
    }
}
