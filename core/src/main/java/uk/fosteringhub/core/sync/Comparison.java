package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;
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
    /** Keys that are gone and are held here to be told to the database. */
    private static final int MOST_UNSEEN = 200_000;

    private final Connection connection;
    private final FeedContext context;

    Comparison(Connection connection, FeedContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        connection.setAutoCommit(true);
        execute("set work_mem = '192MB'");
        execute("set jit = off");
        execute("drop table if exists pg_temp.incoming, pg_temp.unseen");
        execute("create temporary table incoming (key text collate \"C\" not null, hash uuid not null,"
                + " ordinal int not null, rows int not null)");
        execute("create temporary table unseen (key text collate \"C\" not null)");
    }

    /**
     * What the feed's rows looked like; empty where that would not help or is more than there is room for. After a crash the
     * database must count what had been taken, and a delta brings few rows.
     */
    Optional<KnownRows> known() throws SQLException {
        if (context.again() || context.feed().kind() != FeedKind.SNAPSHOT) {
            return Optional.empty();
        }
        long rows = records();
        return rows == 0 ? Optional.empty() : KnownRows.of(connection, context.feedId(), rows);
    }

    /** @param bytes how large the delivery is */
    WorkList compare(DeliveryReader.Pass pass, long bytes, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        execute("truncate incoming, unseen");
        Read read = new Read(new SeenKeys(bytes / SHORTEST_ROW, MOST_SUSPECTS), Optional.empty());
        copyKeys(pass, read, progress);
        BitSet needless = read.noRow;
        long noRows = needless.cardinality();
        long supersededRows = superseded(read.keys, needless);
        long keys = read.records - needless.cardinality() - read.unkeyed.cardinality();
        BitSet known = new BitSet();
        BitSet work = read.unkeyed;
        long unkeyed = work.cardinality();
        long workRows = read.unkeyedRows;
        Gone gone = new Gone(0, 0);
        if (feedIsEmpty()) {
            work = needless;
            work.flip(0, read.records);
            workRows = read.rows - supersededRows - noRows;
        } else {
            workRows += different(work, known, tuple -> {});
            gone = gone(records(), keys - (work.cardinality() - unkeyed - known.cardinality()));
            if (gone.gone() > 0) {
                keepUnseen();
            }
        }
        long unchanged = read.rows - workRows - supersededRows - noRows - takenBefore();
        return new WorkList(
                work,
                known,
                read.rows,
                unchanged,
                supersededRows,
                noRows,
                unkeyed,
                gone,
                keysAreFresh(),
                Optional.empty());
    }

    /**
     * The same by what is known of the feed's rows.
     *
     * @return empty if only a comparison of all rows can tell: where a key stands twice and one of the rows is as it was,
     *     or where very much is gone
     */
    Optional<WorkList> compare(DeliveryReader.Pass pass, KnownRows before, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = new Read(new SeenKeys(before.rows() / SHARE_THAT_CHANGES, MOST_SUSPECTS), Optional.of(before));
        copyKeys(pass, read, progress);
        long noRows = read.noRow.cardinality();
        long supersededRows = superseded(read.keys, new BitSet());
        BitSet known = new BitSet();
        BitSet work = read.unkeyed;
        long unkeyed = work.cardinality();
        byKeyIfFew(read.sent, before.rows());
        long workRows = read.unkeyedRows + different(work, known, tuple -> read.twice |= before.seen(tuple));
        Gone gone = gone(before.rows(), before.seenRows() + known.cardinality());
        if (read.twice || gone.gone() > 0 && !keepUnseen(before)) {
            return Optional.empty();
        }
        return Optional.of(new WorkList(
                work,
                known,
                read.rows,
                read.rows - workRows - supersededRows - noRows,
                supersededRows,
                noRows,
                unkeyed,
                gone,
                false,
                read.captured.again().map(records -> new DeliveryReader.Pass(pass.header(), records, pass.mapper()))));
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
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy incoming (key, hash, ordinal, rows) from stdin (format binary)");
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

    /** Where a key stands in a delivery more than once, the last row wins. */
    private long superseded(SeenKeys keys, BitSet superseded) throws SQLException {
        if (keys.suspects().isEmpty()) {
            return 0;
        }
        try (PreparedStatement create = connection.prepareStatement("""
                create temporary table doubled as
                select key, max(ordinal) as wins from incoming where ? or key = any(?)
                group by key having count(*) > 1""")) {
            create.setBoolean(1, keys.tooMany());
            create.setArray(2, connection.createArrayOf("text", keys.suspects().toArray()));
            create.executeUpdate();
        }
        long rows = 0;
        try (Statement delete = connection.createStatement();
                ResultSet found = delete.executeQuery("""
                        delete from incoming i using doubled d where d.key = i.key and i.ordinal < d.wins
                        returning i.ordinal, i.rows""")) {
            while (found.next()) {
                superseded.set(found.getInt(1));
                rows += found.getInt(2);
            }
        }
        execute("drop table doubled");
        return rows;
    }

    private boolean feedIsEmpty() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select not exists (select 1 from hub.source_record where feed_id = ?)")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private boolean keysAreFresh() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select not exists (select 1 from hub.contribution where source_id = any(?))")) {
            query.setArray(
                    1, connection.createArrayOf("smallint", context.sources().toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * The records that are new or look different, streamed, since there may be millions.
     *
     * @param otherwise hears the key and the hash of what looked otherwise before
     */
    private long different(BitSet work, BitSet known, Consumer<ByteBuffer> otherwise) throws SQLException {
        long[] rows = new long[1];
        CopyTuples.read(connection, """
                select i.ordinal, i.rows, r.key, r.hash from incoming i
                left join hub.source_record r on r.feed_id = %d and r.key = i.key
                where r.hash is distinct from i.hash""".formatted(context.feedId()), tuple -> {
            int ordinal = CopyTuples.number(tuple);
            work.set(ordinal);
            rows[0] += CopyTuples.number(tuple);
            if (tuple.getInt(tuple.position()) >= 0) {
                known.set(ordinal);
                otherwise.accept(tuple);
            }
        });
        return rows[0];
    }

    /** The planner knows nothing of what was just sent; for few rows of a large feed it would read all of the feed. */
    private void byKeyIfFew(long sent, long known) throws SQLException {
        if (sent < known / SHARE_THAT_CHANGES) {
            execute("set enable_hashjoin = off; set enable_mergejoin = off");
        }
    }

    /** For {@link Ending}. */
    private void keepUnseen() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into unseen select r.key from hub.source_record r left join incoming i on i.key = r.key
                where r.feed_id = ? and i.key is null""")) {
            insert.setInt(1, context.feedId());
            insert.executeUpdate();
        }
    }

    /** @return false if they are too many */
    private boolean keepUnseen(KnownRows before) throws SQLException {
        if (before.rows() - before.seenRows() > MOST_UNSEEN) {
            return false;
        }
        List<String> keys = new ArrayList<>();
        before.unseen(connection, keys::add);
        execute("reset enable_hashjoin");
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into unseen select u.key from unnest(?::text[]) as u (key)
                where not exists (select 1 from incoming i where i.key = u.key)""")) {
            insert.setArray(1, connection.createArrayOf("text", keys.toArray()));
            insert.executeUpdate();
        }
        return true;
    }

    /** Rows that this very delivery had already taken through before a crash; they are in its books. */
    private long takenBefore() throws SQLException {
        if (!context.again()) {
            return 0;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(sum(i.rows), 0) from hub.source_record r join incoming i on i.key = r.key
                where r.feed_id = ? and r.delivery_id = ? and r.hash = i.hash""")) {
            query.setInt(1, context.feedId());
            query.setLong(2, context.delivery());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many the feed has. */
    private long records() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from hub.source_record where feed_id = ?")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
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

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            execute("drop table if exists pg_temp.incoming, pg_temp.unseen");
            execute("reset work_mem; reset enable_hashjoin; reset enable_mergejoin");
        }
    }
}
