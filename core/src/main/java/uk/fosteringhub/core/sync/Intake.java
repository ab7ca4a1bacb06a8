package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.identity.SourceKeyLinker;
import uk.fosteringhub.core.identity.pass.PersonNotes;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;

/** The way of a delivery: check as a whole, skip what is unchanged, map, link, merge, store, record changes. */
public final class Intake {
    private static final DeliveryLog.Opened REHEARSED = new DeliveryLog.Opened(0, false, false);

    private final Database database;
    private final Archive archive;
    private final Mappings mappings;
    private final Merge merge;
    private final Targets targets;
    private final SyncSettings settings;
    private final Payloads payloads;
    private final PersonNotes notes;

    public Intake(
            Database database,
            Archive archive,
            Mappings mappings,
            Merge merge,
            Targets targets,
            SyncSettings settings,
            Payloads payloads,
            PersonNotes notes) {
        this.database = database;
        this.archive = archive;
        this.mappings = mappings;
        this.merge = merge;
        this.targets = targets;
        this.settings = settings;
        this.payloads = payloads;
        this.notes = notes;
    }

    /**
     * Takes a delivery through. Doing it again after a crash goes on where it stopped and has the same result.
     *
     * @return what became of it; a delivery refused whole is an outcome, not an exception
     * @throws StoreUnavailable if the database or the archive's disk fails meanwhile: to be tried again later, nothing is
     *     lost
     */
    public DeliveryOutcome take(Run run, IncomingDelivery delivery, Progress progress) {
        try {
            return run.dryRun() ? rehearse(run, delivery, progress) : carryOut(run, delivery, progress);
        } catch (IOException unreadable) {
            throw new StoreUnavailable(
                    "The archive cannot be read: " + unreadable.getMessage() + ". Nothing is lost; run again.",
                    unreadable);
        }
    }

    private DeliveryOutcome rehearse(Run run, IncomingDelivery delivery, Progress progress) throws IOException {
        try {
            return passage(run, delivery, REHEARSED, type -> List.of()).rehearse(progress);
        } catch (DeliveryRefused refused) {
            return DeliveryPassage.refusal(REHEARSED.id(), refused);
        }
    }

    private DeliveryOutcome carryOut(Run run, IncomingDelivery delivery, Progress progress) throws IOException {
        RecordMapping mapping = mappings.named(delivery.feed().mapping());
        String fingerprint = mapping.fingerprint();
        Optional<DeliveryOutcome> needless = database.inTransaction(connection -> {
            DeliveryLog log = new DeliveryLog(connection);
            Optional<DeliveryOutcome> before = log.finishedInRun(run.id(), delivery);
            return before.isPresent() ? before : log.sameContent(run.id(), delivery, fingerprint);
        });
        if (needless.isPresent()) {
            return needless.get();
        }
        DeliveryLog.Opened opened =
                database.inTransaction(connection -> new DeliveryLog(connection).open(run.id(), delivery, fingerprint));
        DeliveryPassage passage = passage(
                run, delivery, opened, type -> targets.of(delivery.feed().system(), type.name(), opened.baseline()));
        try {
            return passage.through(progress);
        } catch (DeliveryRefused refused) {
            return passage.refuse(refused);
        }
    }

    private DeliveryPassage passage(
            Run run,
            IncomingDelivery delivery,
            DeliveryLog.Opened opened,
            Function<RecordType, List<String>> changesGoTo) {
        RecordMapping mapping = mappings.named(delivery.feed().mapping());
        FeedContext context = context(delivery.feed(), mapping, opened, run, changesGoTo);
        SourceKeyLinker linker = new SourceKeyLinker(mapping.recordType());
        return new DeliveryPassage(database, archive, settings, merge, linker, context, delivery);
    }

    private FeedContext context(
            FeedSettings feed,
            RecordMapping mapping,
            DeliveryLog.Opened delivery,
            Run run,
            Function<RecordType, List<String>> changesGoTo) {
        return database.inTransaction(connection -> {
            String type = mapping.recordType().name();
            int source = Catalogue.source(connection, feed.system(), mapping.keyspace(), type);
            return new FeedContext(
                    feed,
                    mapping,
                    Catalogue.feed(connection, feed.name()),
                    source,
                    Catalogue.sourcesOf(connection, mapping.keyspace(), type),
                    delivery.id(),
                    delivery.again(),
                    run.id(),
                    payloads,
                    notes,
                    !delivery.baseline(),
                    changesGoTo);
        });
    }

    /**
     * A run has taken everything that was there on a feed: from now on what comes on it is news for other systems. A dry
     * run changes nothing.
     */
    public void endBaseline(Run run, FeedSettings feed) {
        if (!run.dryRun()) {
            database.inTransaction(connection -> {
                Baseline.end(connection, feed.name(), run.id());
                return null;
            });
        }
    }

    /** Where the next pull on a feed starts; empty before the first. Moves in the same commit as what it brought. */
    public Optional<String> cursor(String feed) {
        return database.inTransaction(connection -> readCursor(connection, feed));
    }

    private static Optional<String> readCursor(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select cursor from hub.feed_cursor where feed = ?")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
