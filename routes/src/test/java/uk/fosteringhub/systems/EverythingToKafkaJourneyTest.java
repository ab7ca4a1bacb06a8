package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.testing.KafkaServer;

/** What any system hands over reaches the fostering data store, and whoever reads the topics. */
@Tag("servers")
class EverythingToKafkaJourneyTest {
    private static final MadeUpFiles FILES = new MadeUpFiles();
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
            Map<String, Set<String>> stored = new HashMap<>();
            for (RecordType type : RecordTypes.all()) {
                Set<String> ids = new HashSet<>(hub.query("select id from fostering." + type.name()));
                assertThat(ids).as(type.name()).isNotEmpty();
                stored.put("fostering." + type.name(), ids);
            }
            assertTopicsHold(stored, kafka);
        }
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
        assertThat(List.copyOf(read.keySet())).hasSameSizeAs(RecordTypes.all());
    }
}
