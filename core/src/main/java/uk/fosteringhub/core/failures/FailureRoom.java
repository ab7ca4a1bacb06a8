package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.Database;

/**
 * Gives the room of removed failures back to the disk once most of the table is empty, as after a flood whose time is over.
 * Until then new failures use the room again. The table is written anew meanwhile, and nobody else gets at it: so only
 * while no run is under way, only if it can be had at once, and only if little is left to be written.
 */
final class FailureRoom {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRoom.class);
    /** What is smaller is not worth it. */
    private static final long SMALL_BYTES = 16L << 20;
    /** At most this share of the table may be in use. */
    private static final double IN_USE = 0.3;
    /** Of a row, beside its values. */
    private static final int ROW_BYTES = 40;

    private final Database database;

    FailureRoom(Database database) {
        this.database = database;
    }

    /** @return how many bytes the disk has more; 0 if there was no need, or it could not be done now */
    long giveBack() {
        // Not within a transaction: the database does not allow that.
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) hub.failure");
            if (!mostlyEmpty(statement)) {
                return 0;
            }
            long before = size(statement);
            statement.execute("set lock_timeout = '3s'");
            try {
                statement.execute("vacuum (full, analyze) hub.failure");
            } finally {
                statement.execute("reset lock_timeout");
            }
            long back = before - size(statement);
            LOG.info("table=hub.failure outcome=room-given-back bytes={}", back);
            return back;
        } catch (SQLException notNow) {
            LOG.warn("table=hub.failure outcome=room-kept state={} It is tried again tomorrow.", notNow.getSQLState());
            return 0;
        }
    }

    private static boolean mostlyEmpty(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select pg_relation_size('hub.failure') > %d
                    and not exists (select 1 from hub.run where state = 'running')
                    and (select reltuples from pg_class where oid = 'hub.failure'::regclass) * (%d + coalesce(
                        (select sum(avg_width) from pg_stats where schemaname = 'hub' and tablename = 'failure'), 0))
                        < pg_relation_size('hub.failure') * %s""".formatted(SMALL_BYTES, ROW_BYTES, IN_USE))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static long size(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_total_relation_size('hub.failure')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
