package uk.fosteringhub.benchmarks.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Comparison;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.broker.EmbeddedBroker;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;

/**
 * The live path under load: an enquiry accepted over HTTP, kept, stored with its change, handed to Artemis, brought to
 * the target, acknowledged by it, and the receipt kept.
 */
public final class LiveComparison implements Comparison {
    /** Which system gets the changes; any that does not push. */
    private static final String TARGET = "mosaic";

    private static final String KEY = "bench-0123456789abcdef0123456789abcdef";
    private static final int SENDERS = 64;
    private static final int WARM_UP = 20_000;
    private static final int QUIET_RATE = 200;
    private static final int WANTED_RATE = 1_200;
    private static final int LONGEST_PHASE_SECONDS = 60;
    private static final int SHORTEST_PHASE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 300;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public List<Target> run(Bench bench) throws Exception {
        Path work = Files.createDirectories(bench.work().resolve("live"));
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), OptionalInt.of(port));
                PostTarget target = new PostTarget();
                HubUnderLoad hub = HubUnderLoad.start(bench.home(), work, settings(work, port, target.location()));
                Senders senders = new Senders(hub.address(), bench.seed(), KEY, SENDERS)) {
            bench.leftovers().add(hub::close);
            bench.tell("The hub is at " + hub.address() + ", the broker at port " + port + " and, within this process, "
                    + broker.address());
            LiveReport report = new LiveReport(bench, Pushes.body(bench.seed(), "quieta-1000", 1000).length, SENDERS);
            int seconds =
                    (int) Math.max(SHORTEST_PHASE_SECONDS, Math.min(LONGEST_PHASE_SECONDS, bench.rows() / 10_000));
            int warmUp = (int) Math.min(WARM_UP, bench.rows());
            long postmaster = postmaster(work);
            carryOut(bench, new Phase("warm", 0, warmUp, 0), senders, target, hub, postmaster);
            for (Phase phase : phases(bench, warmUp, seconds)) {
                report.add(carryOut(bench, phase, senders, target, hub, postmaster));
            }
            try (EmbeddedDatabase.Running database = new EmbeddedPostgres().start(work.resolve("data/postgresql"))) {
                report.checked(agree(database, warmUp + report.pushes(), target));
            }
            return report.write();
        }
    }

    /** @param enquirer the number of the first who has not enquired before */
    private static List<Phase> phases(Bench bench, long enquirer, int seconds) {
        List<Phase> phases = new ArrayList<>();
        long next = enquirer;
        for (int round = 1; round <= bench.rounds(); round++) {
            String suffix = Character.toString('a' + round - 1);
            phases.add(new Phase("quiet" + suffix, next, QUIET_RATE * seconds, QUIET_RATE));
            next += QUIET_RATE * seconds;
            phases.add(new Phase("busy" + suffix, next, WANTED_RATE * seconds, WANTED_RATE));
            next += WANTED_RATE * seconds;
            phases.add(new Phase("full" + suffix, next, WANTED_RATE * seconds, 0));
            next += WANTED_RATE * seconds;
        }
        return phases;
    }

    private static Measured carryOut(
            Bench bench, Phase phase, Senders senders, PostTarget target, HubUnderLoad hub, long postmaster)
            throws Exception {
        target.expect(phase);
        ProcessorTime before = ProcessorTime.now(hub.pid(), postmaster);
        senders.send(phase);
        if (!phase.awaitAcknowledged(PATIENCE_SECONDS)) {
            throw new IllegalStateException("of " + phase.pushes() + " pushes " + phase.missing()
                    + " were not acknowledged within " + PATIENCE_SECONDS + " seconds; " + phase.refused()
                    + " were refused; the hub says: " + hub.told());
        }
        Measured measured =
                new Measured(phase, ProcessorTime.now(hub.pid(), postmaster).since(before));
        bench.tell(measured.line());
        return measured;
    }

    /** What one phase came to. */
    record Measured(Phase phase, ProcessorTime processorTime) {

        /** Processors kept busy. */
        double processors() {
            return processorTime.all().toNanos() / 1e9 / phase.seconds();
        }

        /** Microseconds of processor time for one push. */
        double micros(Duration part) {
            return part.toNanos() / 1e3 / phase.pushes();
        }

        static double millis(org.HdrHistogram.Histogram times, double percentile) {
            return times.getValueAtPercentile(percentile) / 1000.0;
        }

        String line() {
            return "%s: %d pushes, %.0f a second through the whole way, accepted p50 %.1f p99 %.1f ms, acknowledged p50 %.1f p99 %.1f max %.1f ms, %.2f processors; a push takes %.0f us of the hub, %.0f of PostgreSQL, %.0f of sender and target"
                    .formatted(
                            phase.name(),
                            phase.pushes(),
                            phase.rate(),
                            millis(phase.acceptedTimes(), 50),
                            millis(phase.acceptedTimes(), 99),
                            millis(phase.acknowledgedTimes(), 50),
                            millis(phase.acknowledgedTimes(), 99),
                            millis(phase.acknowledgedTimes(), 100),
                            processors(),
                            micros(processorTime.hub()),
                            micros(processorTime.database()),
                            micros(processorTime.bench()));
        }
    }

    /** The first line of PostgreSQL's own file says which process it is. */
    private static long postmaster(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work.resolve("data/postgresql"), 2)) {
            Path file = files.filter(one -> one.getFileName().toString().equals("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        }
    }

    /** Everything is where it belongs, once; the last receipts are written after the last answer. */
    private static String agree(EmbeddedDatabase.Running database, int pushes, PostTarget target) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
            List<Long> counts = counts(statement);
            while (counts.stream().anyMatch(count -> count < pushes) && System.nanoTime() < end) {
                Thread.sleep(200);
                counts = counts(statement);
            }
            if (counts.stream().anyMatch(count -> count != pushes) || target.twice() > 0) {
                throw new IllegalStateException(
                        pushes + " enquiries were pushed; messages, enquiries, changes and receipts"
                                + " in the database: " + counts + "; " + target.twice() + " came to the target twice");
            }
            try (ResultSet row = statement.executeQuery("""
                    select current_setting('server_version'), string_agg(name || ' ' || setting, ', ' order by name)
                    from pg_settings where name in ('fsync', 'synchronous_commit')""")) {
                row.next();
                return "PostgreSQL " + row.getString(1) + ": " + row.getString(2)
                        + "; requests to the target that came again under their own key: " + target.repeated();
            }
        }
    }

    private static List<Long> counts(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select (select count(*) from hub.pushed where state = 's'), (select count(*) from fostering.enquiry),
                    (select count(*) from hub.change), (select count(*) from hub.receipt where state = 'delivered')""")) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private static Map<String, String> settings(Path work, int port, String target) {
        return Map.ofEntries(
                Map.entry("hub.data", work.resolve("data").toString()),
                Map.entry("hub.api.port", "0"),
                Map.entry("hub.api.credentials.bench.key", KEY),
                Map.entry("hub.api.credentials.bench.scopes", "push"),
                Map.entry("hub.api.credentials.bench.system", "lafse"),
                Map.entry("hub.broker.url", "tcp://127.0.0.1:" + port),
                Map.entry("hub.systems." + TARGET + ".out.way", "rest-post"),
                Map.entry("hub.systems." + TARGET + ".out.location", target),
                Map.entry("hub.systems." + TARGET + ".out.path", PostTarget.PATH),
                Map.entry("hub.systems." + TARGET + ".out.records", "enquiry"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
