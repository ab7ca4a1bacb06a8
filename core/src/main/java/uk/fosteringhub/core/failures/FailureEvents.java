package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What was done about failures: {@code hub.failure_event}. */
public final class FailureEvents {
    private final Connection connection;

    public FailureEvents(Connection connection) {
        this.connection = connection;
    }

    /**
     * Something that was done about a failure.
     *
     * @param action {@code failed} (a delivery brought it), {@code discarded}, {@code opened}, {@code noted}, {@code edited}, {@code replayed}, {@code released},
     *     {@code resolved}, {@code failed-again}, {@code warned}
     * @param replay the set it was part of
     */
    public record Event(
            long failure,
            Instant at,
            String actor,
            String action,
            FailureState from,
            FailureState to,
            String note,
            OptionalLong replay) {

        public static Event now(
                long failure, String actor, String action, FailureState from, FailureState to, String note) {
            return new Event(failure, Instant.now(), actor, action, from, to, note, OptionalLong.empty());
        }

        public Event in(long set) {
            return new Event(failure, at, actor, action, from, to, note, OptionalLong.of(set));
        }
    }

    public void write(List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.failure_event (failure_id, actor, action, from_state, to_state, note, replay_id)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            for (Event event : events) {
                insert.setLong(1, event.failure());
                insert.setString(2, event.actor());
                insert.setString(3, event.action());
                insert.setString(4, event.from().word());
                insert.setString(5, event.to().word());
                insert.setString(6, FailureLog.withoutNul(event.note()));
                if (event.replay().isPresent()) {
                    insert.setLong(7, event.replay().getAsLong());
                } else {
                    insert.setNull(7, java.sql.Types.BIGINT);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** When deliveries brought it and it failed, the newest first. */
    public List<Event> attempts(long failure) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select (a.attempt ->> 'at')::timestamptz, coalesce(nullif(d.name, '') || ', ', ''),
                    (a.attempt ->> 'delivery')::bigint, (a.attempt ->> 'run')::bigint, coalesce(g.rule, ''),
                    coalesce(g.column_name, ''), f.state
                from hub.failure f cross join lateral jsonb_array_elements(f.attempts) with ordinality as a (attempt, place)
                left join hub.delivery d on d.id = (a.attempt ->> 'delivery')::bigint
                left join hub.failure_group g on g.id = (a.attempt ->> 'group')::int
                where f.id = ? order by a.place desc""")) {
            query.setLong(1, failure);
            List<Event> events = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    FailureState state = FailureState.of(row.getString(7));
                    FailureState then = state == FailureState.HELD || state == FailureState.RELEASED
                            ? FailureState.HELD
                            : FailureState.OPEN;
                    events.add(new Event(
                            failure,
                            row.getTimestamp(1).toInstant(),
                            "hub",
                            "failed",
                            then,
                            then,
                            attempt(row),
                            OptionalLong.empty()));
                }
            }
            return events;
        }
    }

    private static String attempt(ResultSet row) throws SQLException {
        String column = row.getString(6);
        String why = row.getString(5) + (column.isEmpty() ? "" : " in " + column);
        String where = row.getLong(3) == 0
                ? ""
                : ", " + row.getString(2) + "delivery " + row.getLong(3)
                        + (row.getLong(4) == 0 ? "" : " of run " + row.getLong(4));
        return why + where;
    }

    /** What was done about it, the newest first. */
    public List<Event> of(long failure) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select at, actor, action, from_state, to_state, note, replay_id from hub.failure_event
                where failure_id = ? order by id desc limit 200""")) {
            query.setLong(1, failure);
            List<Event> events = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long set = row.getLong(7);
                    events.add(new Event(
                            failure,
                            row.getTimestamp(1).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            FailureState.of(row.getString(4)),
                            FailureState.of(row.getString(5)),
                            row.getString(6),
                            set == 0 ? OptionalLong.empty() : OptionalLong.of(set)));
                }
            }
            return events;
        }
    }
}
