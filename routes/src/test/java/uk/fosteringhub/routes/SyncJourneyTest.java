package uk.fosteringhub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.testing.KafkaServer;
import uk.fosteringhub.testing.SftpServer;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** Whole nights, with real parts: PostgreSQL, SFTP, HTTP, Kafka and Artemis. */
@Tag("servers")
class SyncJourneyTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));

    @TempDir
    private Path temp;

    private final Map<String, String> settings = new HashMap<>();
    private TestDatabase store;

    @BeforeEach
    void prepare() {
        store = TestDatabases.empty();
        settings.put("hub.database.url", store.url());
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        settings.put("hub.data", temp.resolve("data").toString());
        useTheBroker();
    }

    @AfterEach
    void drop() {
        store.close();
    }

    @Test
    void cleanFilesEndGreenAndTheSameFilesAgainChangeNothing() throws Exception {
        Path inbox = inbox();
        settings.put("hub.systems.lcs.location", "file:" + inbox);
        generate(inbox, "lcs-persons", 200, 0);
        generate(inbox, "lcs-addresses", 150, 0);
        RunResult first = sync(List.of());
        assertThat(first.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(feed(first, "lcs-persons").books().added()).isEqualTo(200);
        generate(inbox, "lcs-persons", 200, 0);
        RunResult again = sync(List.of());
        assertThat(again.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(feed(again, "lcs-persons").books().added()).isZero();
        assertThat(feed(again, "lcs-persons").books().changed()).isZero();
    }

    @Test
    void aSystemThatIsAwayTurnsItsFeedsRedAndTheOthersGoOn() throws Exception {
        Path inbox = inbox();
        generate(inbox, "ssda903-header", 40, 0);
        settings.put("hub.systems.ssda903.location", "file:" + inbox);
        settings.put("hub.systems.lcs.location", "file:" + temp.resolve("nowhere"));
        RunResult result = sync(List.of());
        assertThat(result.verdict()).isEqualTo(Verdict.RED);
        assertThat(feed(result, "lcs-persons").reasons()).anyMatch(reason -> reason.contains("does not exist"));
        assertThat(feed(result, "ssda903-header").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(feed(result, "ssda903-header").books().added()).isEqualTo(40);
    }

    @Test
    void aDryRunChangesNothingAnywhere() throws Exception {
        Path inbox = inbox();
        settings.put("hub.systems.lcs.location", "file:" + inbox);
        generate(inbox, "lcs-persons", 50, 0);
        RunResult rehearsal = sync(List.of("lcs-persons"), true);
        assertThat(rehearsal.run()).isZero();
        assertThat(rehearsal.feeds())
                .singleElement()
                .satisfies(feed -> assertThat(feed.books().received()).isEqualTo(50));
        assertThat(inbox.resolve("DIM_PERSON.csv")).exists();
        assertThat(exported()).isEmpty();
        assertThat(archived()).isEmpty();
    }

    @Test
    void aDryRunLeavesInTheArchiveWhatWasThereBefore() throws Exception {
        Path inbox = inbox();
        settings.put("hub.systems.lcs.location", "file:" + inbox);
        generate(inbox, "lcs-persons", 50, 0);
        sync(List.of("lcs-persons"));
        List<Path> before = archived();
        generate(inbox, "lcs-persons", 50, 0);
        generate(inbox, "lcs-addresses", 20, 0);
        sync(List.of("lcs-persons", "lcs-addresses"), true);
        assertThat(before).hasSize(1);
        assertThat(archived()).isEqualTo(before);
    }

    @Test
    void aNightOverSftpAndHttpReachesKafkaAndAQueue() throws Exception {
        try (SftpServer sftp = SftpServer.start(temp.resolve("sftp"), "hub", "secret");
                LafseSimulator lafse = LafseSimulator.start("key", 20);
                KafkaServer kafka = KafkaServer.start()) {
            settings.put("hub.systems.lcs.location", sftp.address() + "/lcs");
            settings.put("hub.systems.lcs.username", "hub");
            settings.put("hub.systems.lcs.password", "secret");
            settings.put("hub.systems.lcs.known-hosts", sftp.knownHosts().toString());
            settings.put("hub.systems.lafse.location", lafse.location());
            settings.put("hub.systems.lafse.api-key", "key");
            settings.put("hub.kafka.bootstrap-servers", kafka.bootstrapServers());
            settings.put("hub.systems.charms.out.records", "person");
            settings.put("hub.systems.charms.out.location", "file:" + temp.resolve("charms"));
            Path inbox = Files.createDirectories(sftp.home().resolve("lcs"));
            generate(inbox, "lcs-persons", 30, 0);
            for (int i = 0; i < 45; i++) {
                lafse.put(Referral.of(new Draw(7), i, 0));
            }
            RunResult first = sync(List.of());
            assertThat(first.verdict()).as("%s", first).isEqualTo(Verdict.GREEN);
            assertThat(feed(first, "lafse-enquiries").books().added()).isEqualTo(45);
            assertThat(published(kafka, "fostering.person")).hasSize(30).allSatisfy(record -> assertThat(
                            new ObjectMapper()
                                    .readTree(record.value())
                                    .path("entity")
                                    .asText())
                    .isEqualTo(record.key()));
            assertThat(waiting("charms")).isZero();
            generate(inbox, "lcs-persons", 33, 0);
            RunResult second = sync(List.of("lcs-persons"));
            assertThat(feed(second, "lcs-persons").books().added()).isEqualTo(3);
            assertThat(second.feeds().get(0).reasons()).noneMatch(reason -> reason.contains("Changes wait"));
            assertThat(waiting("charms")).isZero();
        }
    }

    @Test
    void changesWaitForATargetThatIsAway() throws Exception {
        Path inbox = inbox();
        settings.put("hub.systems.lcs.location", "file:" + inbox);
        settings.put("hub.systems.charms.out.records", "person");
        settings.put("hub.systems.charms.out.location", "file:" + temp.resolve("charms"));
        settings.put("hub.broker.url", "tcp://127.0.0.1:1");
        generate(inbox, "lcs-persons", 5, 0);
        sync(List.of("lcs-persons"));
        generate(inbox, "lcs-persons", 7, 0);
        RunResult result = sync(List.of("lcs-persons"));
        assertThat(result.feeds().get(0).reasons()).anyMatch(reason -> reason.contains("Changes wait for charms"));
        assertThat(waiting("charms")).isEqualTo(2);
        useTheBroker();
        sync(List.of("lcs-persons"));
        assertThat(waiting("charms")).isZero();
    }

    @Test
    void theJsonDocumentSaysWhatTheTableSays() throws Exception {
        Path inbox = inbox();
        settings.put("hub.systems.lcs.location", "file:" + inbox);
        generate(inbox, "lcs-workers", 12, 0);
        RunResult result = sync(List.of("lcs-workers"));
        JsonNode document = new ObjectMapper().readTree(RunJson.of(result));
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly("run", "verdict", "startedAt", "finishedAt", "feeds", "out");
        JsonNode feed = document.path("feeds").get(0);
        assertThat(feed.path("new").asInt()).isEqualTo(12);
        assertThat(feed.fieldNames())
                .toIterable()
                .containsExactly(
                        "feed",
                        "verdict",
                        "deliveries",
                        "received",
                        "new",
                        "changed",
                        "unchanged",
                        "failed",
                        "held",
                        "ended",
                        "seconds",
                        "reasons");
        assertThat(RunTable.of(result)).anyMatch(line -> line.matches("lcs-workers +green .*"));
    }

    private void useTheBroker() {
        settings.remove("hub.broker.url");
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
    }

    private Path inbox() throws IOException {
        return Files.createDirectories(temp.resolve("inbox"));
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("data/archive"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void generate(Path folder, String feed, long rows, double dirt) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILES.fileName(feed)))) {
            FILES.generate(feed, rows, 11, dirt, out);
        }
    }

    private static FeedResult feed(RunResult result, String name) {
        return result.feeds().stream()
                .filter(feed -> feed.feed().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RunResult sync(List<String> feeds) throws Exception {
        return sync(feeds, false);
    }

    private RunResult sync(List<String> feeds, boolean dryRun) throws Exception {
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        try (HubDatabase database = HubDatabase.open(configuration.hub());
                ConfigurableApplicationContext hub =
                        HubApplication.start(configuration, MAPPINGS, database.dataSource(), false)) {
            return hub.getBean(SyncRun.class)
                    .lead(new SyncRequest("command", feeds, dryRun))
                    .orElseThrow()
                    .carryOut(Progress.SILENT);
        }
    }

    private String exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        withHub(hub -> hub.export().jsonLines(RecordTypes.PERSON, out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private long waiting(String target) throws Exception {
        return withHub(hub -> hub.outbox().waiting(target));
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Hub hub) throws Exception;
    }

    private <T> T withHub(Question<T> question) throws Exception {
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            return question.of(Hub.on(database.dataSource(), configuration.hub(), MAPPINGS));
        }
    }

    private static List<ConsumerRecord<String, String>> published(KafkaServer kafka, String topic) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("group.id", "test");
        properties.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new java.util.ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= 30;
            });
        }
        return records;
    }
}
