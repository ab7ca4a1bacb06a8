package uk.fosteringhub.benchmarks.identity;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.GoldenStore;
import uk.fosteringhub.core.store.Ids;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.settings.ConfigurationReader;

/**
 * How long one record that has just been stored takes until it is known who it is about, in a store of very many: one at a
 * time, a third of them persons whom another system knows, a third enquiries of such persons, a third people who are new.
 */
public final class OneRecord {
    private static final int CONNECTIONS = 4;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 1_500;

    private final Bench bench;
    private final long persons;
    private final MadeUpStore people;

    public OneRecord(Bench bench, long persons) {
        this.bench = bench;
        this.persons = persons;
        this.people = new MadeUpStore(bench.seed());
    }

    /**
     * What was measured.
     *
     * @param millis of each record, sorted
     * @param linked how many became part of another entity or found their person
     * @param buildSeconds how long it took to make the whole store comparable
     * @param server which PostgreSQL, with its settings
     */
    public record Measured(double[] millis, long linked, double buildSeconds, String server) {
        public double percentile(double share) {
            return millis[(int) Math.min(millis.length - 1, Math.round(share * millis.length))];
        }
    }

    public Measured measure() throws Exception {
        Path work = bench.work().resolve("identity-store");
        try (BenchServer server = BenchServer.start(work.resolve("postgresql"))) {
            bench.leftovers().add(server::abandon);
            try (BenchDatabase database = server.freshDatabase();
                    HikariDataSource connections = new HikariDataSource()) {
                connections.setJdbcUrl(database.url());
                connections.setMaximumPoolSize(CONNECTIONS);
                HubSettings settings = new ConfigurationReader(
                                bench.home(),
                                Map.of("hub.data", work.resolve("data").toString()))
                        .read()
                        .hub();
                Hub hub = Hub.on(connections, settings, MappingFolder.load(settings.mappings()));
                double build = build(hub, database);
                return measured(hub, build, "PostgreSQL " + server.version() + ": " + server.settings());
            }
        }
    }

    /** Comparing a million with each other is another matter: only what has come since is compared here. */
    private double build(Hub hub, BenchDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            people.fill(connection, persons);
            statement.execute("update hub.identity_state set stale = true");
        }
        bench.tell("%,d persons with addresses written".formatted(persons));
        long begun = System.nanoTime();
        long made = 0;
        for (long records = -1; records != 0; made += records) {
            records = hub.identity().take().records();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        bench.tell("%,d records made comparable in %.0f s".formatted(made, seconds));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update hub.identity_state set build = 'done'");
        }
        database.settle();
        return seconds;
    }

    private Measured measured(Hub hub, double build, String server) throws Exception {
        double[] millis = new double[MEASURED];
        long linked = 0;
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long number = Math.floorMod((i + WARM_UP) * 7_919L, persons);
            store(hub, i, number);
            long begun = System.nanoTime();
            long links = 0;
            long records;
            do {
                IdentityPass.Taken taken = hub.identity().take();
                records = taken.records();
                links += taken.links();
            } while (records > 0);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
                linked += links > 0 ? 1 : 0;
            }
        }
        Arrays.sort(millis);
        bench.tell(String.format(
                Locale.ROOT,
                "one record against %,d: %.1f ms in the middle, %.1f ms at the 95th percentile, %d linked",
                persons,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.95)],
                linked));
        return new Measured(millis, linked, build, server);
    }

    /** As a chunk does: what it says, the golden record, and the note. */
    private void store(Hub hub, int number, long of) {
        boolean enquiry = Math.floorMod(number, 3) == 1;
        boolean stranger = Math.floorMod(number, 3) == 2;
        RecordType type = enquiry ? RecordTypes.ENQUIRY : RecordTypes.PERSON;
        Object[] values = enquiry ? enquiry(of) : people.person(stranger ? of + 50_000_000L : of);
        if (stranger) {
            values[type.indexOf("family_name")] = values[type.indexOf("family_name")] + "son";
        }
        String system = enquiry ? "website" : "mosaic";
        String key = "N" + number;
        hub.database().inTransaction(connection -> {
            int source = Catalogue.source(connection, system, system, type.name());
            long entity = Ids.entities(connection, 1)[0];
            List<Contributions.Said> said =
                    new ArrayList<>(List.of(new Contributions.Said(key, entity, 1, Optional.empty(), values)));
            new Contributions(connection, type)
                    .insert(source, Catalogue.feed(connection, system + "-" + type.name()), 0, said);
            Instant now = Instant.now();
            new GoldenStore(connection, type)
                    .created(List.of(new GoldenStore.Version(
                            entity, 1, new Golden(values, new String[values.length]), now, false, now)))
                    .writeTo(connection);
            try (PreparedStatement note = connection.prepareStatement(
                    "insert into hub.identity_waiting (source_id, key, entity_id) values (?, ?, ?)")) {
                note.setInt(1, source);
                note.setString(2, key);
                note.setLong(3, entity);
                note.executeUpdate();
            }
            return null;
        });
    }

    private Object[] enquiry(long of) {
        Object[] person = people.person(of);
        RecordType type = RecordTypes.ENQUIRY;
        Object[] values = new Object[type.fields().size()];
        for (String field : List.of("given_name", "family_name", "email")) {
            values[type.indexOf(field)] = person[RecordTypes.PERSON.indexOf(field)];
        }
        values[type.indexOf("phone")] = person[RecordTypes.PERSON.indexOf("phone_mobile")];
        values[type.indexOf("postcode")] = people.postcode(of);
        values[type.indexOf("enquired_at")] = Instant.parse("2026-03-01T10:00:00Z");
        return values;
    }
}
