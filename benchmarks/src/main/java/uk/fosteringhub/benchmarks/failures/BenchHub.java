package uk.fosteringhub.benchmarks.failures;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.settings.ConfigurationReader;

/** The hub with the settings and mappings it is shipped with, on a database of its own. */
final class BenchHub implements AutoCloseable {
    private static final int CONNECTIONS = 12;

    private final HikariDataSource connections = new HikariDataSource();
    private final Hub hub;

    private final Path data;

    BenchHub(Path home, Path work, BenchDatabase database) throws Exception {
        data = work.resolve(database.name());
        HubSettings settings = new ConfigurationReader(
                        home,
                        Map.of(
                                "hub.data",
                                data.toString(),
                                "hub.systems.lcs.location",
                                "file:" + work,
                                "hub.identity.enabled",
                                "false"))
                .read()
                .hub();
        connections.setJdbcUrl(database.url());
        connections.setMaximumPoolSize(CONNECTIONS);
        hub = Hub.on(connections, settings, MappingFolder.load(settings.mappings()));
    }

    Hub hub() {
        return hub;
    }

    /** Where its archive and keys lie. */
    Path data() {
        return data;
    }

    /** A run with one delivery; the seconds it took. */
    double deliver(String feedName, InputStream content) throws IOException {
        FeedSettings feed = hub.settings().feeds().stream()
                .filter(one -> one.name().equals(feedName))
                .findFirst()
                .orElseThrow();
        long begun = System.nanoTime();
        try (Run run = hub.runs().lead("command", false).orElseThrow()) {
            run.begin(feed);
            hub.intake()
                    .take(
                            run,
                            new IncomingDelivery(
                                    feed, "delivery.csv", hub.archive().store(content), Optional.empty()),
                            Progress.SILENT);
            run.done(feed);
            run.finish(List.of(feed));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() {
        connections.close();
    }
}
