package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.KafkaSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.routes.KafkaTopics;
import uk.fosteringhub.routes.PublishKafkaRoute;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Version;
import uk.fosteringhub.testing.KafkaServer;

/** Whoever has the topics has the whole store. */
@Tag("servers")
class KafkaRebuildTest {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final List<String> FEEDS = List.of(
            "lcs-workers",
            "lcs-persons",
            "lcs-addresses",
            "lcs-households",
            "lcs-approvals",
            "lcs-enquiries",
            "lcs-assessments",
            "lcs-allocations",
            "lcs-visits",
            "ssda903-header",
            "ssda903-episodes",
            "lafse-enquiries-csv");
    private static final int PERSONS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private HubFixture hub;
    private KafkaServer kafka;
    private KafkaSettings settings;
    private CamelContext camel;
    private ProducerTemplate producer;

    @BeforeEach
    void start() throws Exception {
        hub = new HubFixture(folder, Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), true);
        kafka = KafkaServer.start();
        settings = new KafkaSettings(kafka.bootstrapServers(), "fostering.", 3, Optional.empty(), Map.of());
        camel = new DefaultCamelContext();
        camel.addRoutes(new PublishKafkaRoute(settings));
        camel.start();
        producer = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
        kafka.close();
        hub.close();
    }

    @Test
    void aConsumerThatIsStoppedAndStartedAgainRebuildsTheWholeStore() throws Exception {
        Map<String, Map<String, JsonNode>> consumed = new LinkedHashMap<>();
        night(PERSONS, Version.FIRST);
        twoEnquiriesThatTurnOutToBeOne();
        handOn();
        consume("restarted", consumed, 700);
        night(PERSONS - 20, new Version(2, 0.3));
        handOn();

        consume("restarted", consumed, Long.MAX_VALUE);

        assertRebuilt(consumed);
        assertThat(hub.query("select kind from hub.change where kind <> 'created' group by 1 order by 1"))
                .containsExactly("changed", "ended");
    }

    @Test
    void whatCompactionLeavesIsEnough() throws Exception {
        night(PERSONS, Version.FIRST);
        night(PERSONS - 20, new Version(2, 0.3));
        night(PERSONS - 10, new Version(3, 0.3));
        twoEnquiriesThatTurnOutToBeOne();
        handOn();
        Map<String, Map<String, JsonNode>> newestOfEachKey = new LinkedHashMap<>();

        consume("compacted", newestOfEachKey, Long.MAX_VALUE);

        assertRebuilt(newestOfEachKey);
        assertThatMessagesKeepToTheirSchemas(newestOfEachKey);
        String redirect = hub.one("select old_entity || ' ' || new_entity from hub.redirect");
        JsonNode ended = newestOfEachKey.get("fostering.enquiry").get(redirect.split(" ")[0]);
        assertThat(ended.path("kind").asText()).isEqualTo("ended");
        assertThat(ended.path("redirectedTo").asText()).isEqualTo(redirect.split(" ")[1]);
        assertThat(new KafkaTopics(settings).notCompacted()).isEmpty();
    }

    private void night(int persons, Version version) throws IOException {
        for (String feed : FEEDS) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            FILES.generate(feed, FILES.rowsFor(feed, persons), 5, 0, version, file);
            String mapping = feed.replaceFirst("-", "/");
            FeedKind kind = feed.startsWith("lafse") ? FeedKind.DELTA : FeedKind.SNAPSHOT;
            hub.deliver(HubFixture.csv(feed, mapping, kind), feed + ".csv", file.toByteArray(), Optional.empty());
        }
    }

    private void twoEnquiriesThatTurnOutToBeOne() {
        var enquiries = HubFixture.csv("lcs-more", "lcs/enquiries", FeedKind.DELTA);
        hub.deliver(enquiries, OtherNamesTest.lcs("E-one,Ada,"));
        hub.deliver(
                HubFixture.csv("lafse-more", "lafse/enquiries-csv", FeedKind.DELTA),
                OtherNamesTest.lafse("R-one,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(enquiries, OtherNamesTest.lcs("E-one,Ada,R-one"));
    }

    private void handOn() throws Exception {
        while (hub.hub.outbox().waiting(Targets.KAFKA) > 0) {
            hub.hub.outbox().handOn(Targets.KAFKA, 400, changes -> {
                Exchange sent = producer.send("direct:publish-kafka", exchange -> exchange.getMessage()
                        .setBody(changes));
                if (sent.getException() != null) {
                    throw sent.getException();
                }
            });
        }
    }

    /** Takes messages in the order in which they come and keeps the last of each key, until there are enough or no more. */
    private void consume(String group, Map<String, Map<String, JsonNode>> store, long enough) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "200");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(new KafkaTopics(settings).names());
            List<ConsumerRecord<String, String>> taken = new ArrayList<>();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(taken::add);
                return taken.size() >= enough || atTheEnd(consumer);
            });
            for (ConsumerRecord<String, String> message : taken) {
                store.computeIfAbsent(message.topic(), topic -> new LinkedHashMap<>())
                        .put(message.key(), new ObjectMapper().readTree(message.value()));
                Header version = message.headers().lastHeader("schemaVersion");
                assertThat(new String(version.value(), StandardCharsets.UTF_8)).isEqualTo("1");
            }
            consumer.commitSync();
        }
    }

    private static boolean atTheEnd(KafkaConsumer<String, String> consumer) {
        var partitions = consumer.assignment();
        return !partitions.isEmpty()
                && consumer.endOffsets(partitions).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static void assertThatMessagesKeepToTheirSchemas(Map<String, Map<String, JsonNode>> messages)
            throws IOException {
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        for (var ofTopic : messages.entrySet()) {
            Path file = Path.of("..", "docs", "schemas", ofTopic.getKey().replace("fostering.", "") + ".json");
            JsonNode published = new ObjectMapper().readTree(file.toFile());
            JsonSchema schema = schemas.getSchema(published, config);
            for (JsonNode message : ofTopic.getValue().values()) {
                assertThat(schema.validate(message)).as(ofTopic.getKey()).isEmpty();
                assertThat(message.get("record").fieldNames())
                        .toIterable()
                        .as("all that a message holds is published")
                        .allMatch(published.at("/$defs/record/properties")::has);
                assertThat(message.fieldNames()).toIterable().allMatch(published.path("properties")::has);
            }
        }
    }

    private void assertRebuilt(Map<String, Map<String, JsonNode>> consumed) {
        hub.execute("create schema rebuilt");
        for (RecordType type : RecordTypes.all()) {
            String table = type.name();
            hub.execute("create table rebuilt." + table + " (like fostering." + table + ")");
            String records = consumed.getOrDefault("fostering." + table, Map.of()).values().stream()
                    .map(message -> message.get("record").toString())
                    .collect(Collectors.joining(",", "[", "]"));
            hub.execute("insert into rebuilt." + table + " select r.* from jsonb_array_elements($json$" + records
                    + "$json$) e, jsonb_populate_record(null::rebuilt." + table + ", e) r");
            assertThat(hub.query("(select * from fostering." + table + " except select * from rebuilt." + table
                            + ") union all (select * from rebuilt." + table + " except select * from fostering." + table
                            + ")"))
                    .as(table)
                    .isEmpty();
        }
        assertThat(hub.query("select ended_at is not null from rebuilt.person group by 1 order by 1"))
                .containsExactly("f", "t");
        assertThat(hub.query("select count(*) from rebuilt.placement")).noneMatch("0"::equals);
    }
}
