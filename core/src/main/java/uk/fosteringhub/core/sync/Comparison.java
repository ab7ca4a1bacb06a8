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

    private final Connection connection;
    private final FeedContext context;

    Comparison(Connection connection, FeedContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        connection.setAutoCommit(true);
        execute("set work_mem = '192MB'");
        execute("drop table if exists pg_temp.incoming");
        execute("create temporary table incoming (key text collate \"C\" not null, hash uuid not null,"
                + " ordinal int not null, rows int not null)");
    }

    WorkList compare(DeliveryReader.Pass pass, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = copyKeys(pass, progress);
        execute("analyze incoming");
        BitSet needless = read.noRow;
        long noRows = needless.cardinality();
        long supersededRows = superseded(needless);
        BitSet known = new BitSet();
        BitSet work = read.unkeyed;
        long unkeyed = work.cardinality();
        long workRows = read.unkeyedRows;
        if (feedIsEmpty()) {
            work = needless;
            work.flip(0, read.records);
            workRows = read.rows - supersededRows - noRows;
        } else {
            workRows += different(work, known);
        }
        long unchanged = read.rows - workRows - supersededRows - noRows - takenBefore();
        return new WorkList(work, known, read.rows, unchanged, supersededRows, noRows, unkeyed, keysAreFresh());
    }

    private static final class Read {
        private final BitSet unkeyed = new BitSet();
        private final BitSet noRow = new BitSet();
        private long unkeyedRows;
        private int records;
        private long rows;
    }

    /** Streams keys and hashes to the database while the file is being read. */
    private Read copyKeys(DeliveryReader.Pass pass, LongConsumer progress)
            throws SQLException, IOException, DeliveryRefused {
        Read read = new Read();
        RecordCursor records = pass.records();
        RowMapper mapper = pass.mapper();
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy incoming (key, hash, ordinal, rows) from stdin");
        try {
            KeyLines lines = new KeyLines(SEND_AT);
            while (records.next()) {
                read.records++;
                read.rows += records.rows();
                readOne(records, mapper, read, lines);
                if (lines.full()) {
                    lines.sendTo(copy);
                }
                if (read.records % PROGRESS_EVERY == 0) {
                    progress.accept(read.rows);
                }
            }
            lines.sendTo(copy);
            copy.endCopy();
            return read;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void readOne(RecordCursor records, RowMapper mapper, Read read, KeyLines lines) {
        boolean readable = records.unreadable().isEmpty();
        RawRecord keyColumns = records.keyColumns();
        String key = readable ? mapper.key(keyColumns) : "";
        if (!key.isEmpty()) {
            lines.add(key, records.hash(), records.ordinal(), records.rows());
        } else if (readable && mapper.standsForNoRow(keyColumns)) {
            read.noRow.set(records.ordinal());
        } else {
            read.unkeyed.set(records.ordinal());
            read.unkeyedRows += records.rows();
        }
    }

    /** Where a key stands in a delivery more than once, the last row wins. */
    private long superseded(BitSet superseded) throws SQLException {
        execute("""
                create temporary table doubled as
                select key, max(ordinal) as wins from incoming group by key having count(*) > 1""");
        long rows = 0;
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("""
                        select i.ordinal, i.rows from incoming i join doubled d on d.key = i.key
                        where i.ordinal < d.wins""")) {
            while (found.next()) {
                superseded.set(found.getInt(1));
                rows += found.getInt(2);
            }
        }
        if (rows > 0) {
            execute("delete from incoming i using doubled d where d.key = i.key and i.ordinal < d.wins");
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

    /** How many records of the feed are not in this delivery, and how many the feed has. */
    Gone gone() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select count(*), count(*) filter (where i.key is null)
                from hub.source_record r left join incoming i on i.key = r.key where r.feed_id = ?""")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Gone(row.getLong(1), row.getLong(2));
            }
        }
    }

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
