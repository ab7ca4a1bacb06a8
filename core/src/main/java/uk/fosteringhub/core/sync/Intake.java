package uk.fosteringhub.core.sync;

import java.util.Optional;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.runs.Run;

/** The way of a delivery: check as a whole, skip what is unchanged, map, link, merge, store, record changes. */
public final class Intake {

    /**
     * Takes a delivery through. Doing it again after a crash goes on where it stopped and has the same result.
     *
     * @return what became of it; a delivery refused whole is an outcome, not an exception
     * @throws uk.fosteringhub.core.store.StoreUnavailable if the database or the archive's disk fails meanwhile: to be
     *     tried again later, nothing is lost
     */
    public DeliveryOutcome take(Run run, IncomingDelivery delivery, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Where the next pull on a feed starts; empty before the first. Moves in the same commit as what it brought. */
    public Optional<String> cursor(String feed) {
        throw new UnsupportedOperationException();
    }
}
