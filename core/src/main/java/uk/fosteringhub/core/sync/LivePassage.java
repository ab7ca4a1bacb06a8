package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.identity.Linker.Lookup;
import uk.fosteringhub.core.identity.SourceKeyLinker;
import uk.fosteringhub.core.identity.pass.PersonNotes;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushedForms;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.store.Together;

/**
 * The way of pushed messages, which do not wait for the night: a small batch of a feed, in the order of its coming, is
 * mapped, linked, merged and stored in one transaction together with its changes, its outgoing work and the mark that it is
 * done. Of several processes one at a time does this for a feed; the others wait for it, so that none goes away believing
 * that a message it has just kept is another's.
 */
public final class LivePassage {
    private static final Logger LOG = LoggerFactory.getLogger(LivePassage.class);
    private static final int MOST_AT_ONCE = 500;
    /** Beside it, what was going on before the lock was waited for: see {@link FirstWaiting.Transactions}. */
    private static final String MINE = """
            select pg_advisory_xact_lock(hashtextextended('live ' || ?, 0)),
                pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint""";

    private static final String WAITING = """
            select id, received_at, body from hub.pushed where feed = ? and state = 'r' and id >= ?
            order by id limit ?""";
    /** What is pushed on a paused feed is kept, and taken through once it is resumed. */
    private static final String WAITING_UNLESS_PAUSED = """
            select id, received_at, body from hub.pushed where feed = ? and state = 'r' and id >= ?
                and not exists (select 1 from hub.feed_pause p where p.feed = pushed.feed)
            order by id limit ?""";

    private final Database database;
    private final Sealer sealer;
    private final Mappings mappings;
    private final Merge merge;
    private final Targets targets;
    private final PushedForms forms;
    private final Payloads payloads;
    private final PersonNotes notes;
    private final Map<String, PushedRecords> readers = new ConcurrentHashMap<>();
    /** By feed; once committed they never change. */
    private final Map<String, Numbers> numbers = new ConcurrentHashMap<>();

    /** By feed. */
    private final Map<String, FirstWaiting> firstWaiting = new ConcurrentHashMap<>();

    /** What stands for a feed and its source in the large tables. */
    private record Numbers(int feed, int source) {}

    public LivePassage(
            Database database,
            Sealer sealer,
            Mappings mappings,
            Merge merge,
            Targets targets,
            PushedForms forms,
            Payloads payloads,
            PersonNotes notes) {
        this.database = database;
        this.sealer = sealer;
        this.mappings = mappings;
        this.merge = merge;
        this.targets = targets;
        this.forms = forms;
        this.payloads = payloads;
        this.notes = notes;
    }

    /**
     * What was taken through.
     *
     * @param more whether others may wait that were there before
     */
    public record Taken(int messages, boolean more) {}

    /** Reads a feed's messages by its mapping. */
    public PushedRecords reader(FeedSettings feed) {
        RecordMapping mapping = mappings.named(feed.mapping());
        PushedRecords known = readers.get(feed.mapping());
        if (known == null || !known.mapping().fingerprint().equals(mapping.fingerprint())) {
            known = forms.by(mapping);
            readers.put(feed.mapping(), known);
        }
        return known;
    }

    /**
     * Takes the oldest waiting messages of a feed through, unless a person has paused it.
     *
     * @throws StoreUnavailable if the database cannot be reached; they wait on
     */
    public Taken take(FeedSettings feed) {
        FirstWaiting first = firstWaiting.computeIfAbsent(feed.name(), name -> new FirstWaiting());
        synchronized (first) {
            try {
                return take(feed, WAITING_UNLESS_PAUSED, first);
            } catch (StoreUnavailable gone) {
                // Who knows what it holds when it comes back.
                first.forget();
                throw gone;
            }
        }
    }

    private Taken take(FeedSettings feed, String which, FirstWaiting first) {
        try {
            int messages = take(feed, which, first, MOST_AT_ONCE);
            return new Taken(messages, messages == MOST_AT_ONCE);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("feed={} outcome=one-by-one the batch cannot be stored", feed.name(), defect);
            int messages = takeOne(feed, which, first);
            return new Taken(messages, messages > 0);
        }
    }

    /** What cannot be stored at all must not hold up what comes after it. */
    private int takeOne(FeedSettings feed, String which, FirstWaiting first) {
        try {
            return take(feed, which, first, 1);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("feed={} outcome=failed the oldest message cannot be stored", feed.name(), defect);
            return database.inTransaction(connection -> {
                Begun begun = begin(connection, feed, which, first, 1);
                batch(connection, feed, numbers(connection, feed), begun, Lookup.AS_USUAL)
                        .fail(begun.messages());
                return begun.messages().size();
            });
        }
    }

    private int take(FeedSettings feed, String which, FirstWaiting first, int most) {
        AtomicReference<Lookup> lookup = new AtomicReference<>(Lookup.AS_USUAL);
        AtomicReference<Numbers> used = new AtomicReference<>();
        int taken = database.inTransaction(connection -> {
            Begun begun = begin(connection, feed, which, first, most);
            if (!begun.messages().isEmpty()) {
                used.set(numbers(connection, feed));
                batch(connection, feed, used.get(), begun, lookup.getAndSet(Lookup.ALONE))
                        .take(begun.messages());
            }
            return begun.messages().size();
        });
        if (used.get() != null) {
            numbers.putIfAbsent(feed.name(), used.get());
        }
        return taken;
    }

    private Numbers numbers(Connection connection, FeedSettings feed) throws SQLException {
        Numbers known = numbers.get(feed.name());
        if (known != null) {
            return known;
        }
        RecordMapping mapping = reader(feed).mapping();
        return new Numbers(
                Catalogue.feed(connection, feed.name()),
                Catalogue.source(
                        connection,
                        feed.system(),
                        mapping.keyspace(),
                        mapping.recordType().name()));
    }

    /**
     * Takes what still waits, also if the feed was paused meanwhile, then closes what the feed has collected since the last run and shows it in this run's books.
     * Doing it again finds nothing more.
     */
    public void claim(Run run, FeedSettings feed) {
        FirstWaiting first = new FirstWaiting();
        while (take(feed, WAITING, first).messages() > 0) {
            // until none waits
        }
        database.inTransaction(connection -> {
            mine(connection, feed);
            new OpenDelivery(connection, feed.name()).claim(run.id());
            return null;
        });
    }

    private PushedBatch batch(Connection connection, FeedSettings feed, Numbers known, Begun begun, Lookup lookup)
            throws SQLException {
        RecordMapping mapping = reader(feed).mapping();
        FeedContext context = new FeedContext(
                feed,
                mapping,
                known.feed(),
                known.source(),
                begun.sources().contains(known.source())
                        ? begun.sources()
                        : Catalogue.sourcesOf(
                                connection,
                                mapping.keyspace(),
                                mapping.recordType().name()),
                begun.delivery().id(mapping.fingerprint()),
                false,
                OpenDelivery.NO_RUN,
                payloads,
                notes,
                true,
                // What is pushed is news, the first of it too.
                changed -> targets.of(feed.system(), changed.name(), false));
        return new PushedBatch(
                connection,
                context,
                reader(feed),
                new ChunkWriter(context, merge, new SourceKeyLinker(mapping.recordType()), lookup));
    }

    static void mine(Connection connection, FeedSettings feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MINE)) {
            query.setString(1, feed.name());
            query.execute();
        }
    }

    /**
     * What a batch begins with.
     *
     * @param messages that wait
     * @param sources see {@link Catalogue#sourcesOf(String, String, Together, List)}
     */
    private record Begun(List<PushedBatch.Message> messages, OpenDelivery delivery, List<Integer> sources) {}

    /**
     * Waits for the feed's lock first; all in one go, each statement seeing what was committed before it. By the index
     * alone: a bitmap would be made of all that was taken since the table was last vacuumed. Batches are small and alike:
     * planning their statements anew would cost more than carrying them out.
     */
    private Begun begin(Connection connection, FeedSettings feed, String which, FirstWaiting first, int most)
            throws SQLException {
        RecordMapping mapping = reader(feed).mapping();
        AtomicReference<FirstWaiting.Transactions> transactions = new AtomicReference<>();
        Begun begun = new Begun(new ArrayList<>(), new OpenDelivery(connection, feed.name()), new ArrayList<>());
        Together all = new Together(connection)
                .add("set local enable_bitmapscan = off")
                .add("set local plan_cache_mode = force_generic_plan")
                .ask(
                        MINE,
                        row -> transactions.set(new FirstWaiting.Transactions(row.getLong(2), row.getLong(3))),
                        feed.name())
                .ask(
                        which,
                        row -> begun.messages().add(message(row.getLong(1), row.getTimestamp(2), row.getString(3))),
                        feed.name(),
                        first.from(),
                        most);
        begun.delivery().ask(all);
        Catalogue.sourcesOf(mapping.keyspace(), mapping.recordType().name(), all, begun.sources());
        all.execute();
        first.looked(
                transactions.get(),
                begun.messages().stream().mapToLong(PushedBatch.Message::id).findFirst());
        return begun;
    }

    /** What is damaged must not hold up what comes after it: it fails, with the reason. */
    private PushedBatch.Message message(long id, Timestamp receivedAt, String sealed) {
        try {
            return new PushedBatch.Message(id, receivedAt, sealer.open(PushLog.BODY, sealed), "");
        } catch (SealBroken damaged) {
            return new PushedBatch.Message(id, receivedAt, "{}", damaged.getMessage());
        }
    }
}
