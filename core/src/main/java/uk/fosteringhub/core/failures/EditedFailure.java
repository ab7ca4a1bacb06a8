package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An edited record takes the place of the one that failed, within one transaction. */
public final class EditedFailure {
    private static final int LONGEST = 1 << 20;

    private final Connection connection;
    private final Payloads payloads;

    public EditedFailure(Connection connection, Payloads payloads) {
        this.connection = connection;
        this.payloads = payloads;
    }

    /**
     * A failure whose record a person may edit, locked until the transaction ends.
     *
     * @throws FailureRefused if there is none, it has changed since, or it is about no single record of a feed
     */
    public static FailureDetail editable(Connection connection, Payloads payloads, long id, int version)
            throws SQLException, FailureRefused {
        FailureDetail failure = new FailureRows(connection, payloads).locked(id, version);
        if (failure.found().state() != FailureState.OPEN) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    "Failure " + id + " is " + failure.found().state().word() + "; only an open one can be edited.");
        }
        if (!failure.damage().isEmpty()) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    "The record of failure " + id + " cannot be read any more, so it cannot be edited. "
                            + failure.damage());
        }
        String key = failure.found().key();
        if (failure.found().step().equals("deliver")
                || key.equals(FailureLog.WHOLE_DELIVERY)
                || key.equals(FailureLog.ENDING)) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    "Failure " + id
                            + " is about no single record of a feed, so there is nothing to edit. Replay it, once the"
                            + " reason is gone.");
        }
        return failure;
    }

    /**
     * @param key of the edited record
     * @param raw the edited record, a JSON object
     * @return the number of the failure that takes the place
     */
    public long replace(FailureDetail failure, String key, String raw, String actor, String reason)
            throws SQLException, FailureRefused {
        long id = failure.found().id();
        String why = FailureDesk.needed(reason, "Say why the record is edited.");
        check(raw);
        FailureRows rows = new FailureRows(connection, payloads);
        rows.move(failure, FailureState.RESOLVED, "replaced by an edited record", actor);
        Optional<Long> other = FailureDesk.waiting(connection, failure.found().feed(), key);
        if (other.isPresent()) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    "There is another failure of the record with this key, failure " + other.get()
                            + "; settle that first.");
        }
        long edited = insert(id, key, raw, actor);
        try (PreparedStatement update =
                connection.prepareStatement("update hub.failure set replaced_by = ? where id = ?")) {
            update.setLong(1, edited);
            update.setLong(2, id);
            update.executeUpdate();
        }
        new FailureEvents(connection)
                .write(List.of(
                        FailureEvents.Event.now(id, actor, "edited", FailureState.OPEN, FailureState.RESOLVED, why),
                        FailureEvents.Event.now(edited, actor, "edited", FailureState.OPEN, FailureState.OPEN, why)));
        return edited;
    }

    private static void check(String raw) throws FailureRefused {
        if (raw.length() > LONGEST) {
            throw new FailureRefused(FailureRefused.Why.WRONG, "The record is longer than " + LONGEST + " characters.");
        }
        try {
            RawJson.columns(raw);
        } catch (IllegalArgumentException noObject) {
            throw new FailureRefused(FailureRefused.Why.WRONG, noObject.getMessage());
        }
    }

    private long insert(long replaced, String key, String raw, String actor) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.failure (feed, source_key, delivery_id, run_id, line, step, rule, column_name, field, message,
                    problems, raw, received, kind, group_id, value_token, words, state, seen, changed_by, replaces)
                select feed, ?, delivery_id, run_id, line, step, rule, column_name, field, message, problems, ?, received,
                    kind, group_id, value_token, ?, 'open', seen, ?, id
                from hub.failure where id = ? returning id""")) {
            insert.setString(1, key);
            insert.setString(2, payloads.seal(FailureLog.withoutNul(raw)));
            insert.setArray(3, connection.createArrayOf("bigint", payloads.of(raw)));
            insert.setString(4, actor);
            insert.setLong(5, replaced);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
