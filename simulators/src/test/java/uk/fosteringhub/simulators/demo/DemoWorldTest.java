package uk.fosteringhub.simulators.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.lafse.Referral;

class DemoWorldTest {
    private static final List<String> LCS_FILES = List.of(
            "DIM_PERSON.csv",
            "DIM_PERSON_ADDRESS.csv",
            "DIM_WORKER.csv",
            "FACT_CASENOTES.csv",
            "FACT_FOSTER_APPROVAL.csv",
            "FACT_FOSTER_ASSESSMENT.csv",
            "FACT_FOSTER_ENQUIRY.csv",
            "FACT_FOSTER_HOUSEHOLD.csv",
            "FACT_INVOLVEMENTS.csv");

    @TempDir
    private Path folder;

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Simulation.class)).hasOnlyElementsOfType(DemoWorld.class);
    }

    @Test
    void theStandInsRunAndTheSettingsPointAtThem() throws Exception {
        try (Simulation.Running running = new DemoWorld().start(folder)) {
            Map<String, String> settings = running.settings();
            assertThat(settings.get("hub.systems.lcs.location")).matches("sftp://localhost:\\d+/lcs");
            assertThat(settings.get("hub.systems.ssda903.location")).matches("sftp://localhost:\\d+/ssda903");
            assertThat(settings.get("hub.systems.lafse.location")).matches("http://localhost:\\d+");
            assertThat(Path.of(settings.get("hub.systems.lcs.known-hosts"))).exists();
            assertThat(running.descriptions()).hasSize(4);
            assertThat(namesIn("lcs")).containsExactlyInAnyOrderElementsOf(LCS_FILES);
            assertThat(namesIn("ssda903")).containsExactlyInAnyOrder("header.csv", "episodes.csv");
            assertThat(namesIn("charms"))
                    .containsExactlyInAnyOrder(
                            "charms-carers.csv",
                            "charms-households.csv",
                            "charms-approvals.csv",
                            "charms-progress.csv");
            assertThat(namesIn("panel")).containsExactlyInAnyOrder("panel-decisions.csv", "panel-reviews.csv");
            assertThat(namesIn("training")).containsExactlyInAnyOrder("training-attendance.csv", "training-tsd.csv");
            assertThat(namesIn("portal")).containsExactly("portal-forms.csv");
            assertThat(namesIn("brokerage"))
                    .containsExactlyInAnyOrder("brokerage-placements.csv", "on-hold-carers.csv", "relief-nights.csv");
            assertThat(namesIn("website"))
                    .containsExactlyInAnyOrder("website-enquiries.csv", "website-touchpoints.csv");
            assertThat(namesIn("phone")).containsExactlyInAnyOrder("phone-enquiries.csv", "phone-calls.csv");
            assertThat(namesIn("events")).containsExactlyInAnyOrder("event-enquiries.csv", "event-scans.csv");
            assertThat(namesIn("marketing")).containsExactlyInAnyOrder("campaigns.csv", "campaign-spend.csv");
            assertThat(namesIn("nudges")).containsExactly("nudges.csv");
            assertKafkaCarriesMessages(settings.get("hub.kafka.bootstrap-servers"));
        }
    }

    @Test
    void theFirstNightHoldsThePlantedRecordsAndNoOtherMistake() throws IOException {
        new Night(0).layOut("lcs", folder.resolve("lcs"));
        new Night(0).layOut("ssda903", folder.resolve("ssda903"));
        MadeUpFiles files = new MadeUpFiles();
        for (PlantedRecord planted : PlantedRecords.ALL) {
            if (planted.feed().equals("lafse-enquiries")) {
                Referral referral = new Night(0).referrals().get((int) planted.number());
                assertThat(referral.referralId()).isEmpty();
                continue;
            }
            String system = planted.feed().substring(0, planted.feed().indexOf('-'));
            List<String> lines = Files.readAllLines(folder.resolve(system).resolve(files.fileName(planted.feed())));
            assertThat(lines.get((int) planted.line() - 1)).startsWith(planted.sourceKey() + ",");
        }
        assertThat(String.join("\n", Files.readAllLines(folder.resolve("lcs/DIM_PERSON.csv"))))
                .containsOnlyOnce("2099-01-01")
                .containsOnlyOnce(",QQ9,");
        assertThat(new Night(0).referrals())
                .filteredOn(r -> r.referralId().isEmpty())
                .hasSize(1);
    }

    @Test
    void theNextNightComesOnlyAfterTheFilesOfTheLastWereCollected() throws IOException {
        new DemoWorld().start(folder).close();
        String first = personsFile();
        new DemoWorld().start(folder).close();
        assertThat(personsFile()).isEqualTo(first);

        for (String system : DemoWorld.FILE_SYSTEMS) {
            Path done = Files.createDirectories(
                    folder.resolve("sftp/home").resolve(system).resolve("done"));
            for (String name : namesIn(system)) {
                Files.move(done.resolveSibling(name), done.resolve(name));
            }
        }
        new DemoWorld().start(folder).close();
        String second = personsFile();
        List<String> known = first.lines().toList();
        long newOrChanged = second.lines().filter(line -> !known.contains(line)).count();
        assertThat(newOrChanged).isBetween(40L, 110L);
        assertThat(second.lines()).hasSize(2_026).noneMatch(line -> line.contains("2099-01-01"));
    }

    @Test
    void whatIsNewInALaterNightIsLaterThanAllOfTheNightBefore() {
        List<Referral> first = new Night(0).referrals();
        List<Referral> second = new Night(1).referrals();
        var latest = first.stream()
                .map(Referral::modifiedAt)
                .max(java.time.Instant::compareTo)
                .orElseThrow();
        assertThat(first).hasSize(300);
        assertThat(second).hasSize(306);
        assertThat(second.stream().filter(r -> r.modifiedAt().isAfter(latest))).hasSizeGreaterThan(6);
    }

    private List<String> namesIn(String system) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sftp/home").resolve(system))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private String personsFile() throws IOException {
        return Files.readString(folder.resolve("sftp/home/lcs/DIM_PERSON.csv"));
    }

    private static void assertKafkaCarriesMessages(String servers) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "group.id", "test", "auto.offset.reset", "earliest");
        try (KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            producer.send(new ProducerRecord<>("changes", "key", "a change")).get();
            consumer.subscribe(List.of("changes"));
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(500));
                assertThat(records).anyMatch(r -> r.value().equals("a change"));
            });
        }
    }
}
