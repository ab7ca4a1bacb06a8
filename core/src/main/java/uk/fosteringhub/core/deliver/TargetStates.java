package uk.fosteringhub.core.deliver;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** Which targets are away, and when they are tried again: kept in the database, so that a restart changes nothing. */
public final class TargetStates {
    private static final State HERE = new State(Optional.empty(), 0, Optional.empty(), "");

    private final Database database;
    private final Duration firstPause;

    /** @param firstPause between the first two attempts; each next one is twice as long */
    public TargetStates(Database database, Duration firstPause) {
        this.database = database;
        this.firstPause = firstPause;
    }

    /**
     * Whether a target can be reached.
     *
     * @param awaySince empty: it can
     * @param sentence why it could not at the last attempt
     */
    public record State(Optional<Instant> awaySince, int attempts, Optional<Instant> nextAttempt, String sentence) {
        public boolean away() {
            return awaySince.isPresent();
        }
    }

    public State of(String target) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select away_since, attempts, next_attempt_at, sentence from hub.target_state where target = ?")) {
                query.setString(1, target);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? new State(instant(row, 1), row.getInt(2), instant(row, 3), row.getString(4))
                            : HERE;
                }
            }
        });
    }

    /** Notes one more attempt in vain; the next one waits twice as long as the last, up to the longest pause. */
    public State away(String target, String sentence, Duration longestPause) {
        int attempts = of(target).attempts() + 1;
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempts - 1, 20));
        Duration wait = pause.compareTo(longestPause) > 0 ? longestPause : pause;
        database.inTransaction(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into hub.target_state (target, away_since, attempts, next_attempt_at, sentence)
                    values (?, now(), ?, now() + make_interval(secs => ?), ?)
                    on conflict (target) do update set away_since = coalesce(hub.target_state.away_since, now()),
                        attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at,
                        sentence = excluded.sentence""")) {
                upsert.setString(1, target);
                upsert.setInt(2, attempts);
                upsert.setDouble(3, wait.toMillis() / 1000.0);
                upsert.setString(4, sentence);
                return upsert.executeUpdate();
            }
        });
        return of(target);
    }

    public void back(String target) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.target_state set away_since = null, attempts = 0, next_attempt_at = null, sentence = ''
                    where target = ?""")) {
                update.setString(1, target);
                return update.executeUpdate();
            }
        });
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
