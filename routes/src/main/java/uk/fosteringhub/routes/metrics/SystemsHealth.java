package uk.fosteringhub.routes.metrics;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * Whether each outside system could be reached the last time the hub had to do with it. Nothing is tried when health is
 * asked for. A system that is away does not make the hub unhealthy.
 */
final class SystemsHealth {
    /** Ranks below everything that says how the hub itself is. */
    static final Status AWAY = new Status("AWAY");

    private static final Status UNKNOWN_WHILE_STORE_IS_AWAY = Status.UNKNOWN;

    private SystemsHealth() {}

    static HealthContributor of(Hub hub) {
        Map<String, HealthContributor> systems = new LinkedHashMap<>();
        for (SystemSettings system : hub.settings().systems()) {
            List<String> feeds = system.feeds().stream()
                    .filter(feed -> feed.location().isPresent())
                    .map(FeedSettings::name)
                    .toList();
            if (!feeds.isEmpty() || system.out().isPresent()) {
                HealthIndicator indicator = () -> health(hub.database(), system.name(), feeds);
                systems.put(system.name(), indicator);
            }
        }
        return CompositeHealthContributor.fromMap(systems);
    }

    private static Health health(Database database, String system, List<String> feeds) {
        try {
            return Health.status(away(database, system, feeds) ? AWAY : Status.UP)
                    .build();
        } catch (StoreUnavailable gone) {
            return Health.status(UNKNOWN_WHILE_STORE_IS_AWAY).build();
        }
    }

    private static boolean away(Database database, String system, List<String> feeds) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select exists (select 1 from hub.target_state where target = ? and away_since is not null)
                        or exists (select 1 from unnest(?::text[]) asked (feed) join lateral
                            (select state from hub.feed_run f where f.feed = asked.feed order by run_id desc limit 1) newest
                            on newest.state = 'stopped')""")) {
                query.setString(1, system);
                query.setArray(2, connection.createArrayOf("text", feeds.toArray()));
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
