package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.settings.IdentitySettings;
import uk.fosteringhub.core.store.ByKey;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * Finds out which records are about the same person, after they have been stored: takes the person records that wait,
 * compares them with all others and lets follow what follows, batch by batch, each in a transaction of its own. A process
 * that is killed loses the batch under way, which still waits then. Of several processes one at a time does this.
 */
public final class IdentityPass {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityPass.class);
    private static final int MOST_AT_ONCE = 500;
    private static final String DUE = "(o.put_off_until is null or o.put_off_until <= now())";

    private final Database database;
    private final Merge merge;
    private final Targets targets;
    private final IdentitySettings settings;
    private final LinkModel model;

    public IdentityPass(Database database, Merge merge, Targets targets, IdentitySettings settings, LinkModel model) {
        this.database = database;
        this.merge = merge;
        this.targets = targets;
        this.settings = settings;
        this.model = model;
    }

    /**
     * What was done.
     *
     * @param records that were compared with others
     * @param links records that became one, and words said of whose a record is
     * @param more whether others may wait
     * @param leftToOther another process is at it, and may have looked before the newest were noted: to be asked again
     */
    public record Taken(long records, long links, boolean more, boolean leftToOther) {
        private static final Taken NOTHING = new Taken(0, 0, false, false);
        private static final Taken LEFT_TO_OTHER = new Taken(0, 0, false, true);

        private Taken(long records, long links) {
            this(records, links, true, false);
        }
    }

    /**
     * The person records that were noted.
     *
     * @param notes how many; a record may have been noted more than once
     * @param records those that are news, and those that are not
     */
    private record Waiting(int notes, Map<Boolean, Set<PersonRecord>> records) {}

    /**
     * What came of comparing.
     *
     * @param again how many others were noted, since they may be seen differently now
     */
    private record Compared(int links, int again) {
        private static final Compared NOTHING = new Compared(0, 0);

        private Compared and(Compared other) {
            return new Compared(links + other.links, again + other.again);
        }
    }

    /** When the hub starts, before anything is stored: so that what is said while identity is off is noticed later. */
    public void begin() {
        database.inTransaction(connection -> {
            if (settings.enabled()) {
                FullBuild.nothingYet(connection, model.version());
            } else {
                FullBuild.becomesStale(connection);
            }
            return null;
        });
    }

    /**
     * Goes on until nothing waits, with a build of everything where there has to be one. Waits for another process that is
     * at it.
     *
     * @throws StoreUnavailable if the database goes away; what was left still waits
     */
    public Taken carryOut() {
        long records = 0;
        long links = 0;
        Taken taken;
        do {
            taken = take(true);
            records += taken.records();
            links += taken.links();
        } while (taken.more());
        if (records > 0) {
            LOG.info("identity records={} links={} outcome=done", records, links);
        }
        return new Taken(records, links, false, false);
    }

    /**
     * Takes the next batch, unless another process is at it.
     *
     * @throws StoreUnavailable if the database goes away; the batch still waits
     */
    public Taken take() {
        return take(false);
    }

    private Taken take(boolean patient) {
        if (!settings.enabled()) {
            return Taken.NOTHING;
        }
        try {
            return takeTogether(patient);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("identity outcome=one-by-one the batch cannot be compared", defect);
            Optional<Taken> apart = takeOneByOne(patient);
            return apart.orElseThrow(() -> defect);
        }
    }

    /**
     * What cannot be compared must not hold up the others.
     *
     * @return empty if nothing waits, so that the fault is not a record's
     */
    private Optional<Taken> takeOneByOne(boolean patient) {
        Set<PersonRecord> batch = database.inTransaction(IdentityPass::next);
        long links = 0;
        for (PersonRecord record : batch) {
            try {
                links += database.inTransaction(connection -> {
                    if (!mine(connection, patient)) {
                        return 0L;
                    }
                    return (long) compare(connection, waiting(connection, Optional.of(record)))
                            .links();
                });
            } catch (StoreUnavailable gone) {
                throw gone;
            } catch (RuntimeException defect) {
                LOG.error("identity source={} outcome=put-off a record cannot be compared", record.source(), defect);
                database.inTransaction(connection -> putOff(connection, record));
            }
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(new Taken(batch.size(), links));
    }

    private static Set<PersonRecord> next(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select o.source_id, o.key from hub.identity_waiting o where " + DUE
                        + " order by o.noted_at limit ?")) {
            query.setInt(1, MOST_AT_ONCE);
            Set<PersonRecord> records = new TreeSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.add(new PersonRecord(rows.getInt(1), rows.getString(2)));
                }
            }
            return records;
        }
    }

    private static Void putOff(Connection connection, PersonRecord record) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update hub.identity_waiting"
                + " set put_off_until = now() + interval '1 hour' where source_id = ? and key = ?")) {
            update.setInt(1, record.source());
            update.setString(2, record.key());
            update.executeUpdate();
        }
        return null;
    }

    private Taken takeTogether(boolean patient) {
        return database.inTransaction(connection -> {
            if (!mine(connection, patient)) {
                return Taken.LEFT_TO_OTHER;
            }
            FullBuild build = new FullBuild(connection, model.version());
            if (build.makesComparable()) {
                return new Taken(build.makeComparable(), 0);
            }
            Waiting waiting = waiting(connection, Optional.empty());
            if (waiting.notes() > 0) {
                Compared done = compare(connection, waiting);
                // What acts note, such as what moved with a record, waits too.
                boolean more = waiting.notes() == MOST_AT_ONCE || done.links() + done.again() > 0 || !build.done();
                return new Taken(waiting.notes(), done.links(), more, false);
            }
            Map<PersonRecord, KeptRecord> next = build.toCompare(MOST_AT_ONCE);
            if (next.isEmpty()) {
                return Taken.NOTHING;
            }
            PassBatch.Done done = batch(connection, false).carryOut(next, Set.of());
            return new Taken(next.size(), done.links());
        });
    }

    /** What is news and what is not, each by itself. */
    private Compared compare(Connection connection, Waiting waiting) throws SQLException {
        Compared done = Compared.NOTHING;
        for (Map.Entry<Boolean, Set<PersonRecord>> some : waiting.records().entrySet()) {
            done = done.and(compare(connection, some.getValue(), some.getKey()));
        }
        return done;
    }

    private Compared compare(Connection connection, Set<PersonRecord> waiting, boolean news) throws SQLException {
        RecordIndex index = new RecordIndex(connection);
        RecordIndex.Updated updated = index.update(waiting);
        PassBatch.Done done = batch(connection, news)
                .carryOut(updated.kept(), without(waiting, updated.kept().keySet()));
        int again = index.lookAgainAt(updated.contacts(), updated.kept().values(), news);
        return new Compared(done.links(), again);
    }

    private static Set<PersonRecord> without(Set<PersonRecord> all, Set<PersonRecord> there) {
        Set<PersonRecord> gone = new TreeSet<>(all);
        gone.removeAll(there);
        return gone;
    }

    private PassBatch batch(Connection connection, boolean news) {
        return new PassBatch(
                connection,
                model,
                settings.sameEnquiryWithin(),
                merge,
                type -> targets.of(EntityMoves.SYSTEM, type.name(), !news),
                news);
    }

    /** In one go with how rows are found. */
    private static boolean mine(Connection connection, boolean patient) throws SQLException {
        String lock = patient ? "pg_advisory_xact_lock" : "pg_try_advisory_xact_lock";
        AtomicBoolean mine = new AtomicBoolean();
        ByKey.alike(connection)
                .ask(
                        "select " + lock + "(hashtextextended('identity', 0))",
                        row -> mine.set(patient || row.getBoolean(1)))
                .execute();
        return mine.get();
    }

    /**
     * Takes some off, those first that have waited longest; they wait again if the transaction fails.
     *
     * @param one only this
     */
    private static Waiting waiting(Connection connection, Optional<PersonRecord> one) throws SQLException {
        String which = DUE + (one.isPresent() ? " and o.source_id = ? and o.key = ?" : "");
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from hub.identity_waiting w
                where w.ctid = any(array(
                    select o.ctid from hub.identity_waiting o where %s order by o.noted_at limit ?))
                returning w.source_id, w.key, w.news""".formatted(which))) {
            int place = 1;
            if (one.isPresent()) {
                delete.setInt(place++, one.get().source());
                delete.setString(place++, one.get().key());
            }
            delete.setInt(place, MOST_AT_ONCE);
            int notes = 0;
            Map<Boolean, Set<PersonRecord>> records = new TreeMap<>();
            try (ResultSet rows = delete.executeQuery()) {
                for (; rows.next(); notes++) {
                    records.computeIfAbsent(rows.getBoolean(3), news -> new TreeSet<>())
                            .add(new PersonRecord(rows.getInt(1), rows.getString(2)));
                }
            }
            return new Waiting(notes, records);
        }
    }
}
