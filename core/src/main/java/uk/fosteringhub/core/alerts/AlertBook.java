package uk.fosteringhub.core.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.watch.Telling;

/**
 * Alerts, kept in the commit of what they tell of, until they are sent. Each step of an incident is told once by each
 * channel. An alert goes out again if the process dies after sending it and before saying so; it has the same number then.
 */
public final class AlertBook implements Telling {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** So long the others leave an alert alone that one process is sending. */
    private static final Duration TURN = Duration.ofMinutes(3);

    private final List<String> channels;
    private final AlertText text;
    private final int digestAbove;

    /**
     * @param channels how alerts go out; empty: none are kept
     * @param digestAbove more steps than this at one time are told in one alert
     */
    public AlertBook(List<String> channels, AlertText text, int digestAbove) {
        this.channels = List.copyOf(channels);
        this.text = text;
        this.digestAbove = digestAbove;
    }

    public List<String> channels() {
        return channels;
    }

    @Override
    public void tell(Connection connection, List<Step> steps) throws SQLException {
        for (String channel : channels) {
            if (steps.size() > digestAbove) {
                boolean urgent = steps.stream().anyMatch(AlertBook::urgent);
                long alert = keep(connection, "digest", channel, urgent, Optional.empty(), text.digest(steps));
                for (Step step : steps) {
                    about(connection, step, channel, alert);
                }
            } else {
                for (Step step : steps) {
                    long alert =
                            keep(connection, word(step.what()), channel, urgent(step), Optional.empty(), text.of(step));
                    about(connection, step, channel, alert);
                }
            }
        }
    }

    /** Keeps the verdict of a run, once. */
    public void verdict(Connection connection, long run, Letter letter) throws SQLException {
        for (String channel : channels) {
            keep(connection, "verdict", channel, false, Optional.of(run), letter);
        }
    }

    private static boolean urgent(Step step) {
        return step.what() != What.CLOSED && step.incident().escalatedAt().isPresent();
    }

    private static String word(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    private static long keep(
            Connection connection, String step, String channel, boolean urgent, Optional<Long> run, Letter letter)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.alert (step, channel, urgent, run_id, letter) values (?, ?, ?, ?, ?::jsonb)
                on conflict (run_id, channel) where run_id is not null do nothing returning id""")) {
            insert.setString(1, step);
            insert.setString(2, channel);
            insert.setBoolean(3, urgent);
            insert.setObject(4, run.orElse(null), java.sql.Types.BIGINT);
            insert.setString(5, JSON.writeValueAsString(letter));
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a letter of texts cannot be written", impossible);
        }
    }

    private static void about(Connection connection, Step step, String channel, long alert) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.alert_incident (incident_id, step, channel, alert_id) values (?, ?, ?, ?)")) {
            insert.setLong(1, step.incident().id());
            insert.setString(2, word(step.what()));
            insert.setString(3, channel);
            insert.setLong(4, alert);
            insert.executeUpdate();
        }
    }

    /** Takes the next alert that is due; the other processes leave it alone for a while. */
    static Optional<Alert> next(Database database, List<String> channels) {
        return database.inTransaction(connection -> {
            try (PreparedStatement take = connection.prepareStatement("""
                    update hub.alert set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
                    where id = (select id from hub.alert where sent_at is null and given_up_at is null
                            and next_attempt_at <= now() and channel = any(?)
                        order by id limit 1 for update skip locked)
                    returning id, channel, urgent, letter, made_at, attempts""")) {
                take.setDouble(1, TURN.toSeconds());
                take.setArray(2, connection.createArrayOf("text", channels.toArray()));
                try (ResultSet row = take.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Alert(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getBoolean(3),
                                    JSON.readValue(row.getString(4), Letter.class),
                                    row.getTimestamp(5).toInstant(),
                                    row.getInt(6)))
                            : Optional.empty();
                }
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a letter that the hub wrote cannot be read", impossible);
            }
        });
    }
}
