package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the hub itself says about whose an enquiry, a check or a touchpoint is. Golden records are made anew with it, in the
 * caller's transaction.
 */
public interface HubWords {

    /** @param cause what the changes name */
    void say(Connection connection, PersonRecord of, PersonRecord person, String cause) throws SQLException;

    void takeBack(Connection connection, PersonRecord of, PersonRecord person, String cause) throws SQLException;
}
