package uk.fosteringhub.benchmarks.sync;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.intake.ArchivedContent;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.settings.ConfigurationReader;

/**
 * The hub with the settings and the mapping it is shipped with, from the file to the finished delivery and the run's
 * verdict, the archive included. Everything happens that happens in a night, but for fetching the file from a server.
 */
final class TheHub implements Contestant {
    private static final String FEED = "lcs-persons";
    private static final int CONNECTIONS = 8;

    private final Path home;
    private final Path work;
    private final StepTimes times;

    /** @param times hears how long the parts of a load took */
    TheHub(Path home, Path work, StepTimes times) {
        this.home = home;
        this.work = work;
        this.times = times;
    }

    @Override
    public String name() {
        return "The hub";
    }

    @Override
    public Loader open(BenchDatabase database) throws Exception {
        Path data = work.resolve(database.name());
        HubSettings settings = new ConfigurationReader(
                        home,
                        Map.of(
                                "hub.data",
                                data.toString(),
                                "hub.systems.lcs.location",
                                "file:" + work,
                                // Who is the same person is found out after the sync, and measured by itself.
                                "hub.identity.enabled",
                                "false"))
                .read()
                .hub();
        FeedSettings feed = settings.feeds().stream()
                .filter(one -> one.name().equals(FEED))
                .findFirst()
                .orElseThrow();
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(database.url());
        connections.setMaximumPoolSize(CONNECTIONS);
        Hub hub = Hub.on(connections, settings, MappingFolder.load(settings.mappings()));
        return new HubLoader(hub, feed, connections, settings.archive(), times);
    }

    private record HubLoader(Hub hub, FeedSettings feed, HikariDataSource connections, Path archive, StepTimes times)
            implements Loader {

        @Override
        public void load(Path file) throws IOException {
            try (Run run = hub.runs().lead("command", false).orElseThrow()) {
                run.begin(feed);
                times.begin();
                ArchivedContent content;
                try (InputStream bytes = Files.newInputStream(file)) {
                    content = hub.archive().store(bytes);
                }
                times.archived();
                IncomingDelivery delivery =
                        new IncomingDelivery(feed, file.getFileName().toString(), content, Optional.empty());
                DeliveryOutcome outcome = hub.intake().take(run, delivery, times);
                run.done(feed);
                run.finish(List.of(feed));
                times.finished();
                require(outcome);
            }
        }

        /** A clean file leaves no row behind. */
        private static void require(DeliveryOutcome outcome) {
            boolean fine = outcome.state() == DeliveryOutcome.State.ACCEPTED
                    || outcome.state() == DeliveryOutcome.State.DUPLICATE;
            if (!fine || !outcome.books().balance() || outcome.books().ended() > 0) {
                throw new IllegalStateException("the hub did not take all of a clean file: " + outcome.state() + ", "
                        + outcome.books() + ", " + outcome.notes());
            }
        }

        @Override
        public String table() {
            return "fostering.person";
        }

        @Override
        public void close() throws IOException {
            connections.close();
            if (Files.notExists(archive)) {
                return;
            }
            try (Stream<Path> files = Files.walk(archive)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
