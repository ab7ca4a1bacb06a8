package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.settings.FeedKind;

/**
 * The first pass over a delivery: reads it to its end, so that one that is cut off or cannot be read is refused before
 * anything is applied, and finds out which records are new or different. Of a snapshot most rows look as they did, which is
 * known from {@link KnownRows}; all others go to the database, which compares them in one set-based query. Lives in a
 * session of its own, since they lie in a temporary table there.
 */
final class Comparison implements AutoCloseable {
    private static final int SEND_AT = 1 << 16;
    private static final int PROGRESS_EVERY = 1 << 14;
    /** Rows of real extracts are longer; a wrong guess only makes more suspects. */
    private static final long SHORTEST_ROW = 50;

    private static final int MOST_SUSPECTS = 20_000;
    /** About as many rows of a snapshot change at most as a rule; a wrong guess only makes more suspects. */
    private static final int SHARE_THAT_CHANGES = 8;

    private final Connection connection;
    private final FeedContext context;
    private final IncomingRows incoming;
    private Optional<FeedLock> alone = Optional.empty();

    Comparison(Connection connection, FeedContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        this.incoming = new IncomingRows(connection, context);
    }

    /** From here to the end nothing else writes what is compared with. */
    void holdFeed() throws SQLException {
        alone = Optional.of(FeedLock.hold(connection, context.feed().name()));
    }

    /**
     * What the feed's rows looked like; empty where that would not help or is more than there is room for. After a crash the
     * database must count what had been taken, and a delta brings few rows.
     */
    Optional<KnownRows> known() throws SQLException {
        if (context.again() || context.feed().kind() != FeedKind.SNAPSHOT) {
            return Optional.empty();
        }
        long rows = incoming.records();
        return rows == 0 ? Optional.empty() : KnownRows.of(connection, context.feedId(), rows);
    }

    /** Reads some records of the delivery once more. */
    @FunctionalInterface
    interface Again {
        DeliveryReader.Pass open(BitSet records) throws IOException, DeliveryRefused;
    }

    /** @param bytes how large the delivery is */
    WorkList compare(DeliveryReader.Pass pass, Again again, long bytes, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        incoming.clear();
        Read read = new Read(new SeenKeys(bytes / SHORTEST_ROW, MOST_SUSPECTS), Optional.empty());
        copyKeys(pass, read, progress);
        BitSet needless = read.noRow;
        long noRows = needless.cardinality();
        Superseded superseded = superseded(read.keys, again);
        needless.or(superseded.records);
        long supersededRows = superseded.rows;
        long keys = read.records - needless.cardinality() - read.unkeyed.cardinality() - superseded.unfit.cardinality();
        BitSet known = new BitSet();
        BitSet work = read.unkeyed;
        long unkeyed = work.cardinality();
        long workRows = read.unkeyedRows;
        Gone gone = new Gone(0, 0);
        if (incoming.feedIsEmpty()) {
            work = needless;
            work.flip(0, read.records);
            workRows = read.rows - supersededRows - noRows;
        } else {
            workRows += incoming.different(work, known, tuple -> {});
            gone = gone(incoming.records(), keys - (work.cardinality() - unkeyed - known.cardinality()));
            if (gone.gone() > 0) {
                incoming.keepUnseen();
            }
            work.or(superseded.unfit);
            workRows += superseded.unfitRows;
        }
        long unchanged = read.rows - workRows - supersededRows - noRows - incoming.takenBefore();
        return new WorkList(
                work,
                known,
                read.rows,
                unchanged,
                supersededRows,
                noRows,
                unkeyed,
                gone,
                incoming.keysAreFresh(),
                Optional.empty());
    }

    /**
     * The same by what is known of the feed's rows.
     *
     * @return empty if only a comparison of all rows can tell: where a key stands twice, or where very much is gone
     */
    Optional<WorkList> compare(DeliveryReader.Pass pass, KnownRows before, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = new Read(new SeenKeys(before.rows() / SHARE_THAT_CHANGES, MOST_SUSPECTS), Optional.of(before));
        copyKeys(pass, read, progress);
        long noRows = read.noRow.cardinality();
        if (!incoming.doubled(read.keys).isEmpty()) {
            return Optional.empty();
        }
        BitSet known = new BitSet();
        BitSet work = read.unkeyed;
        long unkeyed = work.cardinality();
        incoming.byKeyIfFew(read.sent, before.rows());
        long workRows = read.unkeyedRows + incoming.different(work, known, tuple -> read.twice |= before.seen(tuple));
        Gone gone = gone(before.rows(), before.seenRows() + known.cardinality());
        if (read.twice || gone.gone() > 0 && !incoming.keepUnseen(before)) {
            return Optional.empty();
        }
        return Optional.of(new WorkList(
                work,
                known,
                read.rows,
                read.rows - workRows - noRows,
                0,
                noRows,
                unkeyed,
                gone,
                false,
                read.captured.again().map(records -> new DeliveryReader.Pass(pass.header(), records, pass.mapper()))));
    }

    /** Rows in whose place another one of the same key counts. */
    private static final class Superseded implements IncomingRows.Others {
        private final BitSet records = new BitSet();
        private final BitSet unfit = new BitSet();
        private long rows;
        private long unfitRows;

        @Override
        public void take(int ordinal, int rows, boolean laterAndUnfit) {
            if (laterAndUnfit) {
                unfit.set(ordinal);
                unfitRows += rows;
            } else {
                records.set(ordinal);
                this.rows += rows;
            }
        }
    }

    /** Where a key stands twice the rows are read once more, for which of them can be taken and was modified last. */
    private Superseded superseded(SeenKeys keys, Again again) throws SQLException, IOException, DeliveryRefused {
        Superseded superseded = new Superseded();
        BitSet doubled = incoming.doubled(keys);
        if (doubled.isEmpty()) {
            return superseded;
        }
        IncomingRows.Versions versions = new IncomingRows.Versions();
        try (DeliveryReader.Pass pass = again.open(doubled)) {
            RecordCursor records = pass.records();
            while (records.next() && records.ordinal() < doubled.length()) {
                if (doubled.get(records.ordinal())) {
                    MappingResult result = pass.mapper().map(records.record());
                    boolean fit = !result.failed() && records.flaw().isEmpty();
                    versions.add(records.ordinal(), fit, fit ? result.record().modifiedAt() : Optional.empty());
                }
            }
        }
        incoming.leaveNewest(versions, superseded);
        return superseded;
    }

    private static final class Read {
        private final SeenKeys keys;
        private final Optional<KnownRows> before;
        private final CapturedRecords captured = new CapturedRecords();
        private final BitSet unkeyed = new BitSet();
        private final BitSet noRow = new BitSet();
        private long unkeyedRows;
        private int records;
        private long rows;
        private long sent;
        /** A key stands twice, and one of the rows is as it was. */
        private boolean twice;

        Read(SeenKeys keys, Optional<KnownRows> before) {
            this.keys = keys;
            this.before = before;
        }

        boolean unchanged(String key, UUID hash) {
            if (before.isEmpty()) {
                return false;
            }
            KnownRows.Match match = before.get().match(key, hash);
            twice |= match == KnownRows.Match.UNCHANGED_AGAIN;
            return match != KnownRows.Match.DIFFERENT;
        }

        void capture(RecordCursor record) {
            if (before.isPresent()) {
                captured.add(record);
            }
        }
    }

    /** Streams keys and hashes to the database while the file is being read. */
    private void copyKeys(DeliveryReader.Pass pass, Read read, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        RecordCursor records = pass.records();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(IncomingRows.COPY);
        try {
            KeyTuples tuples = new KeyTuples(SEND_AT);
            while (records.next()) {
                read.records++;
                read.rows += records.rows();
                readOne(records, pass.mapper(), read, tuples);
                if (tuples.full()) {
                    tuples.sendTo(copy);
                }
                if (read.records % PROGRESS_EVERY == 0) {
                    progress.accept(read.rows);
                }
            }
            tuples.endTo(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void readOne(RecordCursor records, RowMapper mapper, Read read, KeyTuples tuples) {
        boolean readable = records.unreadable().isEmpty();
        RawRecord keyColumns = records.keyColumns();
        String key = readable ? mapper.key(keyColumns) : "";
        if (!key.isEmpty()) {
            UUID hash = records.hash();
            if (!read.unchanged(key, hash)) {
                tuples.add(key, hash, records.ordinal(), records.rows());
                read.keys.add(key);
                read.sent++;
                read.capture(records);
            }
        } else if (readable && mapper.standsForNoRow(keyColumns)) {
            read.noRow.set(records.ordinal());
        } else {
            read.unkeyed.set(records.ordinal());
            read.unkeyedRows += records.rows();
            read.capture(records);
        }
    }

    /** What is gone is what the feed had and this delivery does not have. */
    private static Gone gone(long records, long found) {
        return new Gone(records, records - found);
    }

    /**
     * Records of the feed that a delivery no longer has.
     *
     * @param records how many the feed had
     * @param gone how many of these the delivery does not have
     */
    record Gone(long records, long gone) {}

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (alone.isPresent()) {
                alone.get().close();
            }
            incoming.close();
        }
    }
}
