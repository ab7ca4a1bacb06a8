package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Looks after one thing that must not happen unnoticed. */
@FunctionalInterface
public interface Watch {

    /**
     * Everything that is the matter now, whether it was known before or not.
     *
     * @param now the database's time, which is the same for all processes
     */
    List<Finding> look(Connection connection, Instant now) throws SQLException;
}
