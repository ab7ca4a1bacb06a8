package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Writes people's words down: rows of {@code hub.identity_decision} and the state of the pair. */
final class Book {
    private final Connection connection;

    Book(Connection connection) {
        this.connection = connection;
    }

    /** How far a word reaches. */
    enum Step {
        ALONE,
        FIRST,
        SECOND,
        DISAGREED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @return the decision's number */
    long decide(PairRow pair, Verdict verdict, Step step, String actor, String reason, OptionalLong split)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_decision (pair_id, verdict, step, by_person, actor, reason, weight, judgement,
                    model, one_entity, other_entity, split_id)
                values (?, ?, ?, true, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) returning id""")) {
            insert.setLong(1, pair.id());
            insert.setString(2, verdict.word());
            insert.setString(3, step.word());
            insert.setString(4, actor);
            insert.setString(5, reason);
            insert.setDouble(6, pair.weight());
            insert.setString(7, pair.judgement());
            insert.setString(8, pair.model());
            insert.setLong(9, pair.one().entity());
            insert.setLong(10, pair.other().entity());
            insert.setObject(11, split.isPresent() ? Long.valueOf(split.getAsLong()) : null, java.sql.Types.BIGINT);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** A word that holds from now on. */
    void stands(PairRow pair, PairState state, boolean byPerson, boolean putOff) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair set state = ?, by_person = ?, put_off = ?,
                    doubted = doubted and ?, doubt = case when ? then doubt else '' end,
                    first_verdict = null, first_by = null, first_at = null, version = version + 1
                where id = ?""")) {
            boolean stillDoubted = putOff && state == PairState.LINKED;
            update.setString(1, state.word());
            update.setBoolean(2, byPerson);
            update.setBoolean(3, putOff);
            update.setBoolean(4, stillDoubted);
            update.setBoolean(5, stillDoubted);
            update.setLong(6, pair.id());
            update.executeUpdate();
        }
    }

    /** A word that waits for a second person. */
    void waits(PairRow pair, Verdict verdict, String actor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair set first_verdict = ?, first_by = ?, first_at = now(), put_off = false,
                    version = version + 1
                where id = ?""")) {
            update.setString(1, verdict.word());
            update.setString(2, actor);
            update.setLong(3, pair.id());
            update.executeUpdate();
        }
    }

    /** Two people do not agree: it goes back into the queue. */
    void goesBack(PairRow pair) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair set first_verdict = null, first_by = null, first_at = null,
                    disagreements = disagreements + 1, version = version + 1
                where id = ?""")) {
            update.setLong(1, pair.id());
            update.executeUpdate();
        }
    }
}
