package uk.fosteringhub.core.replay;

import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.intake.ArchivedContent;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.Runs;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.Fate;
import uk.fosteringhub.core.sync.Intake;
import uk.fosteringhub.core.sync.Progress;

/** Takes a delivery that was refused whole out of the archive once more, in a run of its own. */
final class DeliveryRetry {
    private final Database database;
    private final Runs runs;
    private final Intake intake;
    private final Archive archive;
    private final Targets targets;

    DeliveryRetry(Database database, Runs runs, Intake intake, Archive archive, Targets targets) {
        this.database = database;
        this.runs = runs;
        this.intake = intake;
        this.archive = archive;
        this.targets = targets;
    }

    private record Kept(String name, String sha256) {}

    /**
     * What became of it; its failure is settled, or has failed again, by then.
     *
     * @return empty while a run is under way, or one that a crash has left unfinished is to be gone on with first
     */
    Optional<Fate> retry(FeedSettings feed, long delivery) {
        Optional<Run> led = runs.lead("replay", false);
        if (led.isEmpty()) {
            return Optional.empty();
        }
        try (Run run = led.get()) {
            if (run.resumed()) {
                return Optional.empty();
            }
            Kept kept = kept(delivery);
            run.begin(feed);
            DeliveryOutcome outcome = intake.take(
                    run,
                    new IncomingDelivery(feed, kept.name(), content(kept), Optional.empty(), isLast(feed)),
                    Progress.SILENT);
            run.done(feed);
            run.finish(List.of(feed), targets);
            return Optional.of(
                    outcome.state() == DeliveryOutcome.State.REJECTED
                            ? Fate.of(Fate.Kind.FAILED, "the delivery was refused again")
                            : Fate.of(Fate.Kind.APPLIED, "the delivery was taken in run " + run.id()));
        }
    }

    /**
     * Whether with it all that was there on the feed has been taken, so that a first load ends. Pages that were refused
     * stopped their pull, so there are more behind them. Of a folder only a run that empties it can tell, and the last one
     * need not have come to its end.
     */
    private static boolean isLast(FeedSettings feed) {
        return switch (feed.way()) {
            case FILE_DROP -> false;
            case JSON_PULL -> feed.kind() == FeedKind.SNAPSHOT;
            default -> true;
        };
    }

    /** Stored again it is the same, and it is known then whether it is UTF-8. */
    private ArchivedContent content(Kept kept) {
        try (InputStream bytes = archive.open(kept.sha256())) {
            return archive.store(bytes);
        } catch (IOException lost) {
            throw new StoreUnavailable(
                    "The archive cannot be read: " + lost.getMessage() + ". Nothing is lost; try again.", lost);
        }
    }

    private Kept kept(long delivery) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select name, sha256 from hub.delivery where id = ?")) {
                query.setLong(1, delivery);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return new Kept(row.getString(1), row.getString(2));
                }
            }
        });
    }
}
