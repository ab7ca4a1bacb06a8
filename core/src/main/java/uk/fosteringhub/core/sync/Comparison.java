package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;
import uk.fosteringhub.core.mapping.RowMapper;

/**
 * The first pass over a delivery: reads it to its end, so that one that is cut off or cannot be read is refused before
 * anything is applied, and finds out in one set-based query which records are new or different. Lives in a session of its
 * own, since the keys lie in a temporary table.
 */
final class Comparison implements AutoCloseable {
    private static final int SEND_AT = 1 << 16;
    private static final int PROGRESS_EVERY = 1 << 14;
    /** Rows of real extracts are longer; a wrong guess only makes more suspects. */
    private static final long SHORTEST_ROW = 50;

    private static final int MOST_SUSPECTS = 20_000;

    private final Connection connection;
    private final FeedContext context;

    Comparison(Connection connection, FeedContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        connection.setAutoCommit(true);
        execute("set work_mem = '192MB'");
        execute("set jit = off");
        execute("drop table if exists pg_temp.incoming");
        execute("create temporary table incoming (key text collate \"C\" not null, hash uuid not null,"
                + " ordinal int not null, rows int not null)");
    }

    /** @param bytes how large the delivery is */
    WorkList compare(DeliveryReader.Pass pass, long bytes, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = copyKeys(pass, new SeenKeys(bytes / SHORTEST_ROW, MOST_SUSPECTS), progress);
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
            workRows += different(work, known);
            gone = gone(keys - (work.cardinality() - unkeyed - known.cardinality()));
        }
        long unchanged = read.rows - workRows - supersededRows - noRows - takenBefore();
        return new WorkList(work, known, read.rows, unchanged, supersededRows, noRows, unkeyed, gone, keysAreFresh());
    }

    private static final class Read {
        private final SeenKeys keys;
        private final BitSet unkeyed = new BitSet();
        private final BitSet noRow = new BitSet();
        private long unkeyedRows;
        private int records;
        private long rows;

        Read(SeenKeys keys) {
            this.keys = keys;
        }
    }

    /** Streams keys and hashes to the database while the file is being read. */
    private Read copyKeys(DeliveryReader.Pass pass, SeenKeys keys, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = new Read(keys);
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
            return read;
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
            tuples.add(key, records.hash(), records.ordinal(), records.rows());
            read.keys.add(key);
        } else if (readable && mapper.standsForNoRow(keyColumns)) {
            read.noRow.set(records.ordinal());
        } else {
            read.unkeyed.set(records.ordinal());
            read.unkeyedRows += records.rows();
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

    /** The records that are new or look different, streamed, since there may be millions. */
    private long different(BitSet work, BitSet known) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        copy (select i.ordinal, i.rows, (r.key is not null)::int from incoming i
                        left join hub.source_record r on r.feed_id = %d and r.key = i.key
                        where r.hash is distinct from i.hash) to stdout""".formatted(context.feedId()));
        long rows = 0;
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            int at = 0;
            int[] numbers = new int[3];
            for (byte b : line) {
                if (b >= '0') {
                    numbers[at] = numbers[at] * 10 + b - '0';
                } else {
                    at++;
                }
            }
            work.set(numbers[0]);
            rows += numbers[1];
            if (numbers[2] == 1) {
                known.set(numbers[0]);
            }
        }
        return rows;
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

    /** What is gone is what the feed had and this delivery does not have. */
    private Gone gone(long found) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from hub.source_record where feed_id = ?")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Gone(row.getLong(1), row.getLong(1) - found);
            }
        }
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
            execute("drop table if exists pg_temp.incoming");
            execute("reset work_mem");
        }
    }
}
