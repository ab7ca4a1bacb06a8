package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.identity.Linker;
import uk.fosteringhub.core.identity.Linker.Lookup;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.store.Database;

/** One delivery on its way through: compare, apply, end, finish. */
final class DeliveryPassage {
    private final Database database;
    private final Archive archive;
    private final SyncSettings settings;
    private final Merge merge;
    private final Linker linker;
    private final FeedContext context;
    private final IncomingDelivery delivery;
    private final DeliveryReader reader;
    private final Ending ending;
    private Shape shape = new Shape(Set.of(), false);

    DeliveryPassage(
            Database database,
            Archive archive,
            SyncSettings settings,
            Merge merge,
            Linker linker,
            FeedContext context,
            IncomingDelivery delivery) {
        this.database = database;
        this.archive = archive;
        this.settings = settings;
        this.merge = merge;
        this.linker = linker;
        this.context = context;
        this.delivery = delivery;
        this.reader = new DeliveryReader(delivery.feed(), context.mapping(), settings);
        this.ending = new Ending(context, merge);
    }

    DeliveryOutcome through(Progress progress) throws IOException, DeliveryRefused {
        try (Comparison comparison = new Comparison(database.connection(), context)) {
            comparison.holdFeed();
            WorkList work = compare(comparison, progress);
            database.inTransaction(connection -> {
                new DeliveryLog(connection).startAgain(context.delivery());
                return null;
            });
            apply(work, progress, chunk -> write(chunk, work));
            String doubt = end(comparison, work, progress);
            return finish(comparison, work, doubt);
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    /** Everything but the writing: what it would do is counted and then rolled back. */
    DeliveryOutcome rehearse(Progress progress) throws IOException, DeliveryRefused {
        try (Comparison comparison = new Comparison(database.connection(), context)) {
            WorkList work = compare(comparison, progress);
            ChunkWriter.Counts counts = new ChunkWriter.Counts();
            // Nothing is tried again here, so what may have to be done alone is done alone from the start.
            Lookup lookup = context.mapping().otherKeyspaces().isEmpty() ? Lookup.AS_USUAL : Lookup.ALONE;
            apply(
                    work,
                    progress,
                    chunk -> database.inRehearsal(connection -> {
                        ChunkWriter.Counts ofChunk = write(connection, chunk, lookup);
                        synchronized (counts) {
                            counts.add(ofChunk);
                        }
                        return null;
                    }));
            Comparison.Gone gone = isSnapshot() ? work.gone() : new Comparison.Gone(0, 0);
            String doubt = ending.doubt(gone, work.unkeyed());
            Books books = new Books(
                    work.rows(),
                    counts.added,
                    counts.changed,
                    counts.unchanged + work.untouchedRows(),
                    counts.failed,
                    counts.held,
                    doubt.isEmpty() ? gone.gone() : 0);
            List<DeliveryOutcome.RowProblem> held = doubt.isEmpty()
                    ? List.of()
                    : List.of(new DeliveryOutcome.RowProblem(0, "", "max-ended-share", doubt));
            return new DeliveryOutcome(0, stateOf(books), books, held, notes(work, counts.unknownCodes, ""));
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    DeliveryOutcome refuse(DeliveryRefused refused) {
        MappingProblem problem = problem(refused.rule(), refused.line(), refused.getMessage());
        database.inTransaction(connection -> {
            FailedRecord whole =
                    new FailedRecord(FailureLog.WHOLE_DELIVERY, refused.line(), "check", List.of(problem), "{}");
            failures(connection).write(context.delivery(), context.run(), List.of(whole));
            return new DeliveryLog(connection)
                    .finish(context.delivery(), State.REJECTED, 0, 0, 0, List.of(refused.getMessage()));
        });
        return refusal(context.delivery(), refused);
    }

    static DeliveryOutcome refusal(long delivery, DeliveryRefused refused) {
        return new DeliveryOutcome(
                delivery,
                State.REJECTED,
                Books.NONE,
                List.of(new DeliveryOutcome.RowProblem(refused.line(), "", refused.rule(), refused.getMessage())),
                List.of());
    }

    private WorkList compare(Comparison comparison, Progress progress)
            throws IOException, DeliveryRefused, SQLException {
        LongConsumer compared = rows -> progress.at(context.feed().name(), "comparing", rows, 0);
        Optional<KnownRows> known = comparison.known();
        if (known.isPresent()) {
            try (DeliveryReader.Pass pass = pass(Optional.empty())) {
                Optional<WorkList> work = comparison.compare(pass, known.get(), compared);
                checkShape(comparison, pass);
                if (work.isPresent()) {
                    return work.get();
                }
            }
        }
        try (DeliveryReader.Pass pass = pass(Optional.empty())) {
            WorkList work = comparison.compare(
                    pass,
                    records -> pass(Optional.of(records)),
                    delivery.content().bytes(),
                    compared);
            checkShape(comparison, pass);
            return work;
        }
    }

    private void checkShape(Comparison comparison, DeliveryReader.Pass pass) throws DeliveryRefused, SQLException {
        shape = Shape.of(pass, context.mapping());
        shape.compareWithLast(comparison.connection(), context.feed(), context.mapping());
    }

    private void apply(WorkList work, Progress progress, Application.Writer writer)
            throws IOException, DeliveryRefused {
        if (work.work().isEmpty()) {
            return;
        }
        try (DeliveryReader.Pass pass =
                work.captured().isPresent() ? work.captured().get() : pass(work.few())) {
            new Application(context, settings.chunk(), settings.writers(), writer, progress).apply(pass, work);
        }
    }

    private DeliveryReader.Pass pass(Optional<BitSet> only) throws IOException, DeliveryRefused {
        InputStream bytes = archive.open(delivery.content().sha256());
        try {
            Utf8 utf8 = delivery.content().utf8();
            return only.isPresent() ? reader.openFor(bytes, utf8, only.get()) : reader.open(bytes, utf8);
        } catch (IOException | DeliveryRefused | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    /** Done again, it is done alone: where transactions were in each other's way, or contributions move. */
    private void write(Chunk chunk, WorkList work) {
        AtomicReference<Lookup> lookup = new AtomicReference<>(work.fresh() ? Lookup.NOTHING_KNOWN : Lookup.AS_USUAL);
        database.inTransaction(connection -> writeAndCount(connection, chunk, lookup.getAndSet(Lookup.ALONE)));
    }

    private Void writeAndCount(Connection connection, Chunk chunk, Lookup lookup) throws SQLException {
        new DeliveryLog(connection).count(context.delivery(), write(connection, chunk, lookup));
        return null;
    }

    private ChunkWriter.Counts write(Connection connection, Chunk chunk, Lookup lookup) throws SQLException {
        ChunkWriter writer = new ChunkWriter(context, merge, linker, lookup);
        return writer.write(connection, writer.othersResults().keptOut(connection, chunk));
    }

    private String end(Comparison comparison, WorkList work, Progress progress) throws SQLException {
        if (!isSnapshot()) {
            return "";
        }
        Comparison.Gone gone = work.gone();
        String doubt = ending.doubt(gone, work.unkeyed());
        if (!doubt.isEmpty()) {
            return doubt;
        }
        long ended = 0;
        while (ended < gone.gone()) {
            List<String> keys = Ending.nextGone(comparison.connection(), settings.chunk());
            database.inTransaction(connection -> {
                ending.end(connection, keys);
                return null;
            });
            ended += keys.size();
            progress.at(context.feed().name(), "ending", ended, gone.gone());
        }
        return "";
    }

    /** In the comparison's session, since what is resolved and what is held depends on what the delivery held. */
    private DeliveryOutcome finish(Comparison comparison, WorkList work, String doubt) throws SQLException {
        Connection connection = comparison.connection();
        connection.setAutoCommit(false);
        try {
            resolveFailures(connection);
            Ending.forgetHeld(connection, context.feedId());
            if (!doubt.isEmpty()) {
                MappingProblem problem = problem("max-ended-share", 0, doubt);
                failures(connection)
                        .hold(
                                context.delivery(),
                                context.run(),
                                new FailedRecord(FailureLog.ENDING, 0, "end", List.of(problem), "{}"));
                Ending.hold(connection, context.feedId(), context.delivery());
            }
            shape.keep(connection, context.feed().name());
            DeliveryLog log = new DeliveryLog(connection);
            if (delivery.cursor().isPresent()) {
                log.moveCursor(context.feed().name(), delivery.cursor().get(), context.delivery());
            }
            if (delivery.last()) {
                Baseline.end(connection, context.feed().name());
            }
            List<String> notes = notes(work, log.unknownCodes(context.delivery()), doubt);
            long heldBack = doubt.isEmpty() ? 0 : work.gone().gone();
            long untouched = work.untouchedRows();
            Books books = log.finish(context.delivery(), State.ACCEPTED, work.rows(), untouched, heldBack, notes);
            DeliveryOutcome outcome = log.outcome(context.delivery(), stateOf(books), books, notes);
            connection.commit();
            return outcome;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** A failure is over when its record came again without failing, or, for a snapshot, is gone from its source. */
    private void resolveFailures(Connection connection) throws SQLException {
        String over = isSnapshot()
                ? ""
                : " and (f.source_key = '" + FailureLog.WHOLE_DELIVERY
                        + "' or exists (select 1 from incoming i where i.key = f.source_key))";
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure f set state = 'resolved', outcome = 'superseded by a newer delivery', last_seen = now(),
                    version = version + 1, changed_by = 'hub', changed_at = now()
                where f.feed = ? and f.state in ('open', 'held') and f.delivery_id <> ?""" + over)) {
            update.setString(1, context.feed().name());
            update.setLong(2, context.delivery());
            update.executeUpdate();
        }
    }

    private List<String> notes(WorkList work, long unknownCodes, String doubt) {
        List<String> notes = new ArrayList<>();
        if (!reader.note(delivery.content().utf8()).isEmpty()) {
            notes.add(delivery.name() + " is " + reader.note(delivery.content().utf8()));
        }
        if (work.supersededRows() > 0) {
            notes.add(
                    (work.supersededRows() == 1 ? "1 row of " : work.supersededRows() + " rows of ")
                            + delivery.name()
                            + " gave way to another with the same key: the one modified last, or the last where none says when");
        }
        if (unknownCodes > 0) {
            notes.add(
                    unknownCodes == 1
                            ? "1 code that its code table does not know was taken as received, and is listed for the team to decide"
                            : unknownCodes
                                    + " codes that their code tables do not know were taken as received, and are listed for"
                                    + " the team to decide");
        }
        if (work.noRows() > 0) {
            notes.add(work.noRows() + " rows of " + delivery.name()
                    + " have the key -1, which stands for \"no row\", and were passed over");
        }
        if (!doubt.isEmpty()) {
            notes.add(doubt);
        }
        return notes;
    }

    private boolean isSnapshot() {
        return context.feed().kind() == FeedKind.SNAPSHOT;
    }

    private FailureLog failures(Connection connection) {
        return new FailureLog(connection, context.feed().name(), context.payloads());
    }

    private static MappingProblem problem(String rule, long line, String message) {
        return new MappingProblem(line, "", "", rule, message, "");
    }

    private static State stateOf(Books books) {
        return books.failed() + books.held() == 0 ? State.ACCEPTED : State.ACCEPTED_WITH_ERRORS;
    }
}
