package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Persons of whom a system that restricts some has not told yet, though records point to them: {@code hub.awaited_person}.
 * Nobody knows whether they are restricted, so they count as restricted until that system has told of them.
 */
public final class Awaited {
    private Awaited() {}

    /** An SQL condition on a person's hub id. */
    public static String is(String id) {
        return "exists (select 1 from hub.awaited_person w where w.id = " + id + ")";
    }

    /** Which of some persons, by hub ids, are awaited. */
    public static Set<Long> among(Connection connection, Collection<Long> persons) throws SQLException {
        Set<Long> awaited = new TreeSet<>();
        if (persons.isEmpty()) {
            return awaited;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select a.id from unnest(?::bigint[]) as a (id) where " + is("a.id"))) {
            query.setArray(1, connection.createArrayOf("bigint", persons.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    awaited.add(rows.getLong(1));
                }
            }
        }
        return awaited;
    }
}
