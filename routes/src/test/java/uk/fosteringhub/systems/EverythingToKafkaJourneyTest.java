package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.routes.MllpListening;
import uk.fosteringhub.simulators.dbs.Certificate;
import uk.fosteringhub.simulators.dbs.DbsSimulator;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lafse.ReferralPush;
import uk.fosteringhub.simulators.medical.EngineSimulator;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.testing.KafkaServer;

/** What any system hands over reaches the fostering data store, and whoever reads the topics. */
@Tag("servers")
class EverythingToKafkaJourneyTest {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final String[] MOSAIC = {
        "mosaic-persons",
        "mosaic-addresses",
        "mosaic-phones",
        "mosaic-workers",
        "mosaic-allocations",
        "mosaic-visits",
        "mosaic-workflow-steps",
        "mosaic-short-breaks"
    };
    private static final List<String> PUSHING = List.of("website", "phone", "events");
    private static final Map<String, String> ENQUIRIES = Map.of(
            "website", enquiryBy("Thackwray", ""),
            "phone", enquiryBy("Ravenhurst", ""),
            "events", enquiryBy("Quillon", ",\"event_name\":\"Market stall\""));
    private static final Map<String, String> TOUCHPOINTS = Map.of(
            "website", "{\"touchpoint_id\":\"T-1\",\"kind\":\"landing\",\"occurred_at\":\"%s\"}",
            "phone", "{\"call_id\":\"T-1\",\"called_at\":\"%s\"}",
            "events", "{\"scan_id\":\"T-1\",\"scanned_at\":\"%s\",\"event_name\":\"Market stall\"}");
    private static final long PERSONS = 100;
    private static final long SEED = 11;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path temp;

    @Test
    void everyRecordOfEverySystemIsInTheStoreAndInItsTopic() throws Exception {
        try (JourneyHub hub = new JourneyHub(temp.resolve("data"));
                KafkaServer kafka = KafkaServer.start()) {
            Set<String> systems = new TreeSet<>();
            for (String feed : FILES.feeds()) {
                String system = feed.substring(0, feed.indexOf('-'));
                systems.add(system);
                Path folder = Files.createDirectories(temp.resolve(system));
                hub.settings.put("hub.systems." + system + ".location", "file:" + folder);
                try (OutputStream out = Files.newOutputStream(folder.resolve(FILES.fileName(feed)))) {
                    FILES.generate(feed, FILES.rowsFor(feed, PERSONS), SEED, 0, out);
                }
            }
            assertThat(systems).hasSize(16);
            hub.settings.put("hub.kafka.bootstrap-servers", kafka.bootstrapServers());

            RunResult night = hub.sync();

            assertThat(night.verdict()).as("%s", night).isEqualTo(Verdict.GREEN);
            assertThat(FILES.feeds()).allSatisfy(feed -> assertThat(
                            JourneyHub.feed(night, feed).books().added())
                    .as(feed)
                    .isPositive());
            Map<String, Set<String>> stored = stored(hub);
            assertThat(stored).hasSameSizeAs(RecordTypes.all());
            assertTopicsHold(stored, kafka);
        }
    }

    @Test
    void whatIsPulledPushedAskedForAndHeardIsInItsTopicToo() throws Exception {
        try (JourneyHub hub = new JourneyHub(temp.resolve("data"));
                KafkaServer kafka = KafkaServer.start();
                MosaicSimulator mosaic = MosaicSimulator.start("key", 25);
                LafseSimulator lafse = LafseSimulator.start("key");
                DbsSimulator dbs = DbsSimulator.start()) {
            hub.settings.put("hub.kafka.bootstrap-servers", kafka.bootstrapServers());
            hub.settings.put("hub.systems.mosaic.location", mosaic.location());
            hub.settings.put("hub.systems.mosaic.api-key", "key");
            for (String table : MOSAIC) {
                mosaic.load(table + "-csv", csv(table + "-csv"));
            }
            hub.settings.put("hub.systems.lafse.location", lafse.location());
            hub.settings.put("hub.systems.lafse.api-key", "key");
            hub.settings.put("hub.systems.lafse.signing-secret", "secret");
            lafse.put(Referral.of(new Draw(SEED), 1, 0));
            knowACertificate(hub, dbs);
            hub.settings.put("hub.systems.medical.mllp.port", "0");
            for (String system : PUSHING) {
                hub.settings.put("hub.api.credentials." + system + ".key", key(system));
            }

            RunResult night = hub.serving(serving -> {
                URI address = address(serving);
                assertThat(new ReferralPush(address, "secret")
                                .push(Referral.of(new Draw(SEED), 2, 0))
                                .statusCode())
                        .isEqualTo(202);
                for (String system : PUSHING) {
                    push(address, system, "enquiries", ENQUIRIES.get(system));
                    push(address, system, "touchpoints", TOUCHPOINTS.get(system));
                }
                try (EngineSimulator engine = EngineSimulator.connect(
                        serving.getBean(MllpListening.Listeners.class).ports().get("medical"))) {
                    assertThat(engine.send(EngineSimulator.outcome("M1", "MA-1", "1", "SUITABLE^Fit", "20260227")))
                            .contains("MSA|AA|M1");
                }
                return JourneyHub.sync(serving);
            });

            assertThat(night.verdict()).as("%s", night).isEqualTo(Verdict.GREEN);
            assertThat(night.feeds())
                    .filteredOn(feed -> feed.books().received() > 0)
                    .extracting(FeedResult::feed)
                    .contains(MOSAIC)
                    .contains("lafse-enquiries", "lafse-enquiries-pushed", "dbs-status-checks", "medical-mllp")
                    .contains(
                            "website-enquiries-pushed",
                            "website-touchpoints-pushed",
                            "phone-enquiries-pushed",
                            "phone-touchpoints-pushed",
                            "events-enquiries-pushed",
                            "events-touchpoints-pushed");
            assertTopicsHold(stored(hub), kafka);
        }
    }

    private void knowACertificate(JourneyHub hub, DbsSimulator dbs) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("dbs"));
        hub.settings.put("hub.systems.dbs.location", dbs.location());
        hub.settings.put("hub.systems.dbs.feeds.certificates.location", "file:" + folder);
        String check = "hub.systems.dbs.feeds.status-checks.status-check.";
        hub.settings.put(check + "organisation", "Wexhurst County Council");
        hub.settings.put(check + "employee-forename", "Pat");
        hub.settings.put(check + "employee-surname", "Green");
        dbs.put(new Certificate(
                "001234567890",
                LocalDate.of(1981, 5, 3),
                "Ada",
                "Grey",
                "BLANK_NO_NEW_INFO",
                LocalDate.of(2024, 6, 10)));
        Files.writeString(folder.resolve("dbs-certificates.csv"), """
                CERTIFICATE_NUMBER,PERSON_ID,FORENAME,SURNAME,DATE_OF_BIRTH,UPDATE_SERVICE,CONSENT_DATE
                001234567890,1,Ada,Grey,03/05/1981,Y,01/02/2026
                """);
    }

    private static byte[] csv(String feed) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILES.generate(feed, FILES.rowsFor(feed, PERSONS), SEED, 0, out);
        return out.toByteArray();
    }

    /** MOSAIC makes a resident of each enquirer, and wants their names. */
    private static String enquiryBy(String lastName, String more) {
        return "{\"enquiry_id\":\"E-1\",\"enquired_at\":\"%s\",\"first_name\":\"Ada\",\"last_name\":\"" + lastName
                + "\"" + more + "}";
    }

    private static String key(String system) {
        return system + "-0123456789abcdef";
    }

    private static URI address(ConfigurableApplicationContext serving) {
        return URI.create("http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) serving).getWebServer().getPort());
    }

    private static void push(URI hub, String system, String records, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/" + records))
                .header("Authorization", "Bearer " + key(system))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", records)
                .POST(HttpRequest.BodyPublishers.ofString(body.formatted("2026-11-20T10:00:00Z")))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(system + ": " + answer.body()).isEqualTo(202);
    }

    /** The ids of the records of each topic, of those that should hold any. */
    private static Map<String, Set<String>> stored(JourneyHub hub) {
        Map<String, Set<String>> stored = new HashMap<>();
        for (RecordType type : RecordTypes.all()) {
            Set<String> ids = new HashSet<>(hub.query("select id from fostering." + type.name()));
            if (!ids.isEmpty()) {
                stored.put("fostering." + type.name(), ids);
            }
        }
        return stored;
    }

    private static void assertTopicsHold(Map<String, Set<String>> stored, KafkaServer kafka) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "reader", "auto.offset.reset", "earliest");
        Map<String, Set<String>> read = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Pattern.compile("fostering\\..*"));
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(500))
                        .forEach(message -> read.computeIfAbsent(message.topic(), topic -> new HashSet<>())
                                .add(message.key()));
                assertThat(read).isEqualTo(stored);
            });
        }
    }
}
