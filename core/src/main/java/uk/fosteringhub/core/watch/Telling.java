package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps what is to be told of incidents, in the transaction in which it came about. */
@FunctionalInterface
public interface Telling {
    /** Nobody is told. */
    Telling NOBODY = (connection, steps) -> {};

    /** What has become of an incident. */
    enum What {
        OPENED,
        ESCALATED,
        CLOSED
    }

    /** One incident has come one step further. */
    record Step(What what, Incident incident) {}

    /** @param steps what came about at one time */
    void tell(Connection connection, List<Step> steps) throws SQLException;
}
