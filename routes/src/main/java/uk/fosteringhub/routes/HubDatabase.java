package uk.fosteringhub.routes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.routes.settings.WrongSettings;

/** The PostgreSQL the hub works on: the one that is set, or else the embedded one in the data folder. */
public final class HubDatabase implements AutoCloseable {
    private static final int CONNECT_MILLIS = 15_000;

    private final HikariDataSource pool;
    private final Optional<EmbeddedDatabase.Running> embedded;
    private boolean released;
    /** A command that is interrupted leaves no server behind. */
    private final Thread atExit = new Thread(this::release, "close-database");

    private HubDatabase(HikariDataSource pool, Optional<EmbeddedDatabase.Running> embedded) {
        this.pool = pool;
        this.embedded = embedded;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @throws WrongSettings if no database is set and this package has no embedded one
     * @throws StoreUnavailable if it does not start or cannot be reached
     */
    public static HubDatabase open(HubSettings settings) throws WrongSettings {
        if (settings.databaseUrl().isPresent()) {
            return new HubDatabase(pool(settings, settings.databaseUrl().get()), Optional.empty());
        }
        EmbeddedDatabase.Running running = startEmbedded(settings);
        try {
            return new HubDatabase(pool(settings, running.url()), Optional.of(running));
        } catch (StoreUnavailable unreachable) {
            running.close();
            throw unreachable;
        }
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Whoever stays up closes things in their order, also at the end of the process. */
    public void leaveToCaller() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // too late; the hook finds everything closed, or closes it
        }
    }

    @Override
    public void close() {
        release();
        leaveToCaller();
    }

    private synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        pool.close();
        embedded.ifPresent(EmbeddedDatabase.Running::close);
    }

    private static EmbeddedDatabase.Running startEmbedded(HubSettings settings) throws WrongSettings {
        EmbeddedDatabase embedded = ServiceLoader.load(EmbeddedDatabase.class)
                .findFirst()
                .orElseThrow(
                        () -> new WrongSettings(List.of("hub.database.url is missing, and this package has no embedded"
                                + " database; write jdbc:postgresql://host:5432/name.")));
        try {
            return embedded.start(settings.data().resolve("postgresql"));
        } catch (IOException notStarted) {
            throw new StoreUnavailable("The embedded database did not start: " + notStarted.getMessage(), notStarted);
        }
    }

    private static HikariDataSource pool(HubSettings settings, String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hub");
        config.setJdbcUrl(url);
        settings.databaseUsername().ifPresent(config::setUsername);
        settings.databasePassword().ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.sync().writers() + 8);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(CONNECT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "fostering-integration-hub");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException unreachable) {
            throw new StoreUnavailable(
                    "The database at " + withoutOptions(url) + " cannot be reached: " + reason(unreachable)
                            + ". See that it runs, and check hub.database.url, username and password.",
                    unreachable);
        }
    }

    private static String withoutOptions(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .replaceFirst("\\.$", "");
    }
}
