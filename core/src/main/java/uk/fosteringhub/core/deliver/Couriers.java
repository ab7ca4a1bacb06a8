package uk.fosteringhub.core.deliver;

import java.time.Clock;
import java.time.Duration;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.store.Database;

/** What bringing changes to targets needs of the database. */
public final class Couriers {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final Mappings mappings;
    private final Payloads payloads;
    private final TargetStates states;
    private final Parcels parcels;

    public Couriers(Database database, Archive archive, Mappings mappings, Payloads payloads) {
        this.database = database;
        this.mappings = mappings;
        this.payloads = payloads;
        this.states = new TargetStates(database, FIRST_PAUSE);
        this.parcels = new Parcels(database, archive);
    }

    public Courier to(OutgoingSettings out, Target target) {
        return new Courier(database, out, mappings.outgoing(), target, Clock.systemUTC(), payloads);
    }

    public TargetStates states() {
        return states;
    }

    public Parcels parcels() {
        return parcels;
    }
}
