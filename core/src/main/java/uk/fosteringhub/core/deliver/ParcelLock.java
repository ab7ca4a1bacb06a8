package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * While one process packs and sends parcels of a target, no other does: what that had found unsent it would send once more
 * after a newer one. A process that is killed gives the lock back with its session.
 */
final class ParcelLock {
    private static final String NUMBER = "(hashtextextended('parcels ' || ?, 0))";
    private static final String NOT_IN_TIME = "55P03";

    private final Connection session;
    private final String target;

    private ParcelLock(Connection session, String target) {
        this.session = session;
        this.target = target;
    }

    /** @return empty if another process still has it after so long */
    static Optional<ParcelLock> within(Duration patience, Connection session, String target) throws SQLException {
        try (Statement settings = session.createStatement()) {
            // zero would be for ever
            settings.execute("set lock_timeout = " + Math.max(1, patience.toMillis()));
            try {
                ask(session, "pg_advisory_lock", target);
                return Optional.of(new ParcelLock(session, target));
            } catch (SQLException taken) {
                if (NOT_IN_TIME.equals(taken.getSQLState())) {
                    return Optional.empty();
                }
                throw taken;
            } finally {
                settings.execute("set lock_timeout = 0");
            }
        }
    }

    private static void ask(Connection session, String function, String target) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("select " + function + NUMBER)) {
            query.setString(1, target);
            query.execute();
        }
    }

    void release() throws SQLException {
        ask(session, "pg_advisory_unlock", target);
    }
}
