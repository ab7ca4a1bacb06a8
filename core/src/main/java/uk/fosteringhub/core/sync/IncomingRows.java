package uk.fosteringhub.core.sync;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.fosteringhub.core.store.CopyText;

/**
 * What a delivery brings, as far as the database is asked about it: the temporary table {@code incoming}, and the keys that
 * it no longer brings, in {@code unseen}. Both belong to the session.
 */
final class IncomingRows implements AutoCloseable {
    static final String COPY = "copy incoming (key, hash, ordinal, rows) from stdin (format binary)";

    /** Keys that are gone and are held here to be told to the database. */
    private static final int MOST_UNSEEN = 200_000;
    /** So few that looking each up is faster than reading all of the feed. */
    private static final int FEW = 8;

    private final Connection connection;
    private final FeedContext context;

    IncomingRows(Connection connection, FeedContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        connection.setAutoCommit(true);
        execute("set work_mem = '192MB'");
        execute("set jit = off");
        execute("drop table if exists pg_temp.incoming, pg_temp.unseen, pg_temp.doubled, pg_temp.version");
        execute("create temporary table incoming (key text collate \"C\" not null, hash uuid not null,"
                + " ordinal int not null, rows int not null)");
        execute("create temporary table unseen (key text collate \"C\" not null)");
    }

    /** To begin anew. */
    void clear() throws SQLException {
        execute("truncate incoming, unseen; drop table if exists pg_temp.doubled");
        execute("reset enable_hashjoin; reset enable_mergejoin");
    }

    /** The rows whose keys stand in the delivery more than once, by ordinal. Nearly always none. */
    BitSet doubled(SeenKeys keys) throws SQLException {
        BitSet rows = new BitSet();
        if (keys.suspects().isEmpty()) {
            return rows;
        }
        try (PreparedStatement create = connection.prepareStatement("""
                create temporary table doubled as select i.key, i.ordinal from incoming i where i.key in (
                    select key from incoming where ? or key = any(?) group by key having count(*) > 1)""")) {
            create.setBoolean(1, keys.tooMany());
            create.setArray(2, connection.createArrayOf("text", keys.suspects().toArray()));
            create.executeUpdate();
        }
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("select ordinal from doubled")) {
            while (found.next()) {
                rows.set(found.getInt(1));
            }
        }
        return rows;
    }

    /**
     * Leaves one row of each doubled key: of those that can be taken the one that was modified last, and of these, as where
     * nobody says when, the last.
     *
     * @param versions of all doubled rows
     * @param others takes the other rows, by whether they come after the row that is left and cannot be taken: a mistake in
     *     what was said last is not to go unseen
     */
    void leaveNewest(Versions versions, Others others) throws SQLException {
        execute("create temporary table version (ordinal int not null, fit boolean not null, modified bigint)");
        versions.rows.writeTo(connection);
        try (Statement delete = connection.createStatement();
                ResultSet left = delete.executeQuery("""
                        with newest as (
                            select distinct on (d.key) d.key, d.ordinal from doubled d join version v using (ordinal)
                            order by d.key, v.fit desc, v.modified desc nulls last, d.ordinal desc)
                        delete from incoming i using doubled d join newest n on n.key = d.key
                            join version v on v.ordinal = d.ordinal
                        where i.ordinal = d.ordinal and d.ordinal <> n.ordinal
                        returning i.ordinal, i.rows, d.ordinal > n.ordinal and not v.fit""")) {
            while (left.next()) {
                others.take(left.getInt(1), left.getInt(2), left.getBoolean(3));
            }
        }
        execute("drop table doubled, version");
    }

    /** Which rows can be taken, and when they were modified. */
    static final class Versions {
        private final CopyText rows = new CopyText("version (ordinal, fit, modified)");

        void add(int ordinal, boolean fit, Optional<Instant> modified) {
            rows.add(ordinal)
                    .add(fit ? "t" : "f")
                    .add(modified.map(at -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)))
                            .orElse(null))
                    .endRow();
        }
    }

    @FunctionalInterface
    interface Others {
        void take(int ordinal, int rows, boolean laterAndUnfit);
    }

    boolean feedIsEmpty() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select not exists (select 1 from hub.source_record where feed_id = ?)")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    boolean keysAreFresh() throws SQLException {
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
    long different(BitSet work, BitSet known, Consumer<ByteBuffer> otherwise) throws SQLException {
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
    void byKeyIfFew(long sent, long known) throws SQLException {
        if (sent < known / FEW) {
            execute("set enable_hashjoin = off; set enable_mergejoin = off");
        }
    }

    /** For {@link Ending}. */
    void keepUnseen() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into unseen select r.key from hub.source_record r left join incoming i on i.key = r.key
                where r.feed_id = ? and i.key is null""")) {
            insert.setInt(1, context.feedId());
            insert.executeUpdate();
        }
    }

    /** @return false if they are too many */
    boolean keepUnseen(KnownRows before) throws SQLException {
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
    long takenBefore() throws SQLException {
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
    long records() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from hub.source_record where feed_id = ?")) {
            query.setInt(1, context.feedId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The session goes back to others. */
    @Override
    public void close() throws SQLException {
        execute("drop table if exists pg_temp.incoming, pg_temp.unseen, pg_temp.doubled, pg_temp.version");
        execute("reset work_mem; reset enable_hashjoin; reset enable_mergejoin");
    }
}
