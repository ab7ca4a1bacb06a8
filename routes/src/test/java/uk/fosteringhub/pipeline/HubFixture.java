package uk.fosteringhub.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.settings.EncryptionSettings;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.IdentitySettings;
import uk.fosteringhub.core.settings.KafkaSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.PullSettings;
import uk.fosteringhub.core.settings.ScheduleSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

/** A hub on a real database of its own, with the project's mappings, that is handed deliveries directly. */
final class HubFixture implements AutoCloseable {
    static final Path MAPPINGS = Path.of("..", "mappings");

    private final TestDatabase database;
    private final HikariDataSource dataSource;
    private final Path folder;
    private final IdentitySettings identity;

    Hub hub;

    HubFixture(Path folder) {
        this(folder, Map.of(), MAPPINGS, new SyncSettings(100, 2, 10_000), false);
    }

    HubFixture(
            Path folder,
            Map<String, Map<String, List<String>>> ownership,
            Path mappings,
            SyncSettings sync,
            boolean kafka) {
        // Most tests are about other steps, and do not let the identity pass run.
        this(folder, ownership, mappings, sync, kafka, IdentitySettings.OFF);
    }

    HubFixture(
            Path folder,
            Map<String, Map<String, List<String>>> ownership,
            Path mappings,
            SyncSettings sync,
            boolean kafka,
            IdentitySettings identity) {
        this.folder = folder;
        this.identity = identity;
        database = TestDatabases.copyOf("migrated", url -> {
            try (HikariDataSource migrating = dataSource(url)) {
                new Database(migrating).migrate();
            }
        });
        dataSource = dataSource(database.url());
        hub = on(ownership, mappings, sync, kafka);
    }

    private static HikariDataSource dataSource(String url) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setMaximumPoolSize(8);
        return source;
    }

    Hub on(Map<String, Map<String, List<String>>> ownership, Path mappings, SyncSettings sync, boolean kafka) {
        HubSettings settings = new HubSettings(
                folder,
                folder.resolve("archive"),
                mappings,
                ZoneId.of("Europe/London"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kafka
                        ? Optional.of(new KafkaSettings("localhost:1", "fostering.", 1, Optional.empty(), Map.of()))
                        : Optional.empty(),
                ownership,
                sync,
                new ScheduleSettings("0 30 2 * * ?"),
                List.of(
                        system("lcs", Optional.empty(), List.of(persons())),
                        system("mosaic", Optional.of(mosaic()), List.of())),
                List.of(),
                AttributionSettings.DEFAULT,
                identity,
                EncryptionSettings.own(folder.resolve("keys/keyset.json")));
        return Hub.on(dataSource, settings, MappingFolder.load(mappings));
    }

    /** The same hub with other systems in its settings. */
    Hub with(List<SystemSettings> systems) {
        return with(systems, hub.settings().identity());
    }

    /** The same hub with identity switched on or off. */
    Hub with(IdentitySettings now) {
        return with(hub.settings().systems(), now);
    }

    private Hub with(List<SystemSettings> systems, IdentitySettings identityNow) {
        HubSettings now = hub.settings();
        return Hub.on(
                dataSource,
                new HubSettings(
                        now.data(),
                        now.archive(),
                        now.mappings(),
                        now.zone(),
                        now.databaseUrl(),
                        now.databaseUsername(),
                        now.databasePassword(),
                        now.kafka(),
                        now.ownership(),
                        now.sync(),
                        now.schedule(),
                        systems,
                        now.checks(),
                        now.attribution(),
                        identityNow,
                        now.encryption()),
                hub.mappings());
    }

    static SystemSettings system(String name, Optional<OutgoingSettings> out, List<FeedSettings> feeds) {
        return new SystemSettings(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                out,
                feeds,
                Optional.empty());
    }

    private static OutgoingSettings mosaic() {
        return new OutgoingSettings(
                "mosaic",
                OutgoingWay.REST_UPSERT,
                "mosaic",
                "https://mosaic.example.org",
                "/api/v1/residents",
                List.of("person"),
                100,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofDays(14),
                Map.of());
    }

    static FeedSettings persons() {
        return csv("lcs-persons", "lcs/persons", FeedKind.SNAPSHOT);
    }

    static FeedSettings csv(String name, String mapping, FeedKind kind) {
        return new FeedSettings(
                name,
                name.substring(0, name.indexOf('-')),
                mapping,
                FeedWay.FILE_DROP,
                kind,
                1,
                Optional.of("file:inbox"),
                List.of("*.csv"),
                FileFormat.CSV,
                "",
                ',',
                "auto",
                Optional.of(Duration.ofDays(2)),
                0.5,
                false,
                1 << 20,
                Optional.empty(),
                Optional.empty());
    }

    static FeedSettings pushed(String name, String mapping, FeedKind kind) {
        return new FeedSettings(
                name,
                name.substring(0, name.indexOf('-')),
                mapping,
                FeedWay.PUSH,
                kind,
                1,
                Optional.empty(),
                List.of(),
                FileFormat.CSV,
                "",
                ',',
                "UTF-8",
                Optional.empty(),
                1,
                false,
                1 << 20,
                Optional.empty(),
                Optional.empty());
    }

    static FeedSettings pull() {
        return new FeedSettings(
                "lafse-enquiries",
                "lafse",
                "lafse/enquiries",
                FeedWay.JSON_PULL,
                FeedKind.DELTA,
                1,
                Optional.of("https://lafse.example.org"),
                List.of(),
                FileFormat.CSV,
                "",
                ',',
                "UTF-8",
                Optional.empty(),
                1,
                false,
                1 << 20,
                Optional.of(new PullSettings(
                        "/api/v1/referrals",
                        "/referrals",
                        "/nextCursor",
                        "modifiedAt",
                        100,
                        1000,
                        1 << 20,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1))),
                Optional.empty());
    }

    /** A page of {@link #pull} with the referral R-1. */
    static byte[] referral(String enquiredAt, String modifiedAt, String lastName) {
        return ("{\"referrals\":[{\"referralId\":\"R-1\",\"enquiredAt\":\"" + enquiredAt + "\",\"modifiedAt\":\""
                        + modifiedAt + "\",\"applicant\":{\"lastName\":\"" + lastName
                        + "\"}}],\"nextCursor\":null}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One run with one delivery. */
    DeliveryOutcome deliver(FeedSettings feed, String content) {
        return deliver(feed, "delivery.csv", content.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    DeliveryOutcome deliver(FeedSettings feed, String name, byte[] content, Optional<String> cursor) {
        try (Run run = hub.runs().lead("command", false).orElseThrow()) {
            run.begin(feed);
            DeliveryOutcome outcome = take(run, feed, name, content, cursor, Progress.SILENT);
            run.done(feed);
            lastResult = run.finish(List.of(feed));
            return outcome;
        }
    }

    RunResult lastResult;

    DeliveryOutcome take(
            Run run, FeedSettings feed, String name, byte[] content, Optional<String> cursor, Progress progress) {
        try {
            IncomingDelivery delivery =
                    new IncomingDelivery(feed, name, hub.archive().store(new ByteArrayInputStream(content)), cursor);
            return hub.intake().take(run, delivery, progress);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All rows of a query, each column as text, joined by bars. */
    List<String> query(String sql) {
        return database.query(sql);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    Database onStore() {
        return new Database(dataSource);
    }

    String url() {
        return database.url();
    }

    String one(String sql) {
        return query(sql).get(0);
    }

    /** Everything the hub holds true, without numbers and times that depend on how the work was cut up. */
    List<String> store() {
        return StoreContent.of(this::query);
    }

    /** A target has taken an entity's first change, and said under which key it has the record. */
    void taken(String target, String recordType, long entity, String key) {
        onStore().inTransaction(connection -> Catalogue.source(connection, target, target, recordType));
        onStore().inTransaction(connection -> Catalogue.feed(connection, "to-" + target));
        execute("insert into hub.receipt (target, change_id, changed_at, entity_id, record_type, state, answer,"
                + " target_key, attempts) select '" + target + "', id, changed_at, entity_id, record_type, 'delivered',"
                + " '', '" + key + "', 1 from hub.change where kind = 'created' and entity_id = " + entity);
        execute("insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)"
                + " select s.id, '" + key + "', " + entity + ", f.id, 0, 0, 'x', '{}' from hub.source s, hub.feed f"
                + " where s.system = '" + target + "' and s.keyspace = '" + target + "' and s.record_type = '"
                + recordType + "' and f.name = 'to-" + target + "'");
    }

    /** What an export leaves in for whoever may not see restricted persons. */
    String exported(RecordType type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        hub.export().csv(type, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static void copyFolder(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file :
                    files.filter(path -> !path.toString().contains("target")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public void close() {
        dataSource.close();
        database.close();
    }
}
