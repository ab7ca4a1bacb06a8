package uk.fosteringhub.core.alerts;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.Database;

/** Sends the alerts that are due. Any number of processes may do so at once; each alert is one's. */
public final class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Database database;
    private final Map<String, AlertWay> ways;
    private final Duration giveUpAfter;

    /** @param giveUpAfter an alert of that age which could not be sent is given up */
    public Postman(Database database, List<AlertWay> ways, Duration giveUpAfter) {
        this.database = database;
        this.ways = ways.stream().collect(Collectors.toMap(AlertWay::channel, Function.identity()));
        this.giveUpAfter = giveUpAfter;
    }

    /** @return how many were sent */
    public int sendDue() {
        int sent = 0;
        if (ways.isEmpty()) {
            return sent;
        }
        List<String> channels = List.copyOf(ways.keySet());
        Optional<Alert> next;
        while ((next = AlertBook.next(database, channels)).isPresent()) {
            sent += send(next.get()) ? 1 : 0;
        }
        return sent;
    }

    private boolean send(Alert alert) {
        try {
            ways.get(alert.channel()).send(alert);
        } catch (NotSent failed) {
            later(alert, failed);
            return false;
        }
        update("update hub.alert set sent_at = now(), problem = '' where id = ?", alert.id());
        LOG.info("alert={} channel={} attempt={} outcome=sent", alert.id(), alert.channel(), alert.attempt());
        return true;
    }

    private void later(Alert alert, NotSent failed) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(alert.attempt() - 1, 10));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.alert set problem = ?, next_attempt_at = now() + make_interval(secs => ?),
                        given_up_at = case when made_at < now() - make_interval(secs => ?) then now() end
                    where id = ?""")) {
                update.setString(1, failed.getMessage());
                update.setDouble(2, pause.toSeconds());
                update.setDouble(3, giveUpAfter.toSeconds());
                update.setLong(4, alert.id());
                return update.executeUpdate();
            }
        });
        LOG.warn(
                "alert={} channel={} attempt={} outcome=not-sent {}",
                alert.id(),
                alert.channel(),
                alert.attempt(),
                failed.getMessage());
    }

    private void update(String sql, long id) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setLong(1, id);
                return update.executeUpdate();
            }
        });
    }
}
