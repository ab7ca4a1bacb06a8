package uk.fosteringhub.core.identity.decide;

import java.time.Clock;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.pass.SaidByHub;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.settings.IdentitySettings;

/** Everything that people and programs do about who is who: the same for pages, REST interface and command line. */
public record IdentityDesk(ReviewQueue queue, Decisions decisions, WhyOne why, BlindSample sample) {

    public static IdentityDesk of(Hub hub) {
        var database = hub.database();
        IdentitySettings settings = hub.settings().identity();
        Merge merge = new Merge(new Ownership(hub.settings().ownership()));
        Attributor attributor = new Attributor(
                database, hub.mappings().sources(), hub.settings().attribution());
        return new IdentityDesk(
                new ReviewQueue(database, settings.secondReviewer()),
                new Decisions(
                        database,
                        merge,
                        hub.targets(),
                        settings.secondReviewer(),
                        new SaidByHub(merge, type -> hub.targets().of(EntityMoves.SYSTEM, type.name(), false)),
                        attributor::again),
                new WhyOne(database),
                new BlindSample(
                        database,
                        settings.sample(),
                        Clock.systemUTC(),
                        hub.settings().zone()));
    }
}
