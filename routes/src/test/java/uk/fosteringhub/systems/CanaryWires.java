package uk.fosteringhub.systems;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import uk.fosteringhub.simulators.medical.EngineSimulator;
import uk.fosteringhub.testing.KafkaServer;

/** What comes and goes by wire, full of values that are known again: a pulled service, live HL7 messages, Kafka. */
final class CanaryWires implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String REFERRALS = """
            {"referrals":[
              {"referralId":"L-1","enquiredAt":"2026-01-01T00:00:00Z","modifiedAt":"2026-01-01T00:00:00Z",
               "applicant":{"firstName":"Zzcanary","lastName":"Zzcanary","email":"zzcanary@example.org",
                            "phone":"07700 900742","postcode":"TN98 7ZX"}},
              {"referralId":"L-2","enquiredAt":"Zzcanary on 13/11/1951","modifiedAt":"Zzcanary",
               "applicant":{"firstName":"Zzcanary","lastName":"Zzcanary","phone":"Zzcanary"}},
              "Zzcanary"],
             "nextCursor":"2"}""";
    private static final String BROKEN =
            "{\"referrals\":[{\"applicant\":{\"lastName\":\"Zzcanary\",\"phone\":\"07700 9";

    private final HttpServer service;
    private final KafkaServer kafka;

    private CanaryWires(HttpServer service, KafkaServer kafka) {
        this.service = service;
        this.kafka = kafka;
    }

    static CanaryWires open() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            byte[] page = (query.contains("cursor=2") ? BROKEN : REFERRALS).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(page);
            }
        });
        service.start();
        return new CanaryWires(service, KafkaServer.start());
    }

    Map<String, String> settings() {
        return Map.of(
                "hub.systems.lafse.location",
                "http://127.0.0.1:" + service.getAddress().getPort(),
                "hub.systems.lafse.api-key",
                "key",
                "hub.systems.medical.mllp.port",
                "0",
                "hub.kafka.bootstrap-servers",
                kafka.bootstrapServers());
    }

    /** Sends messages as a hospital's engine does: a good one, wrong ones, and no message at all; gives the answers. */
    List<String> messages(int port) throws IOException {
        String good = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227")
                .replace("GREY^ADA", "ZZCANARY^ZZCANARY")
                .replace("19810503", "19511113");
        List<String> answers = new ArrayList<>();
        try (EngineSimulator engine = EngineSimulator.connect(port)) {
            answers.add(engine.send(good));
            answers.add(engine.send(good.replace("|M1|", "|M2|").replace("19511113", "Zzcanary, 13.11.1951")));
            answers.add(engine.send(good.replace("|M1|", "|M3|").replace("|20260227", "|Zzcanary")));
            answers.add(engine.send(good.replace("ORU^R01", "ADT^A08").replace("|M1|", "|M4|")));
            answers.add(engine.send(
                    "MSH|^~\\&|ENGINE|TRUST|HUB|COUNCIL|20260306||ORU^R01|M5|P|2.4\rZzcanary 07700 900742"));
        }
        return answers;
    }

    /** What stands on the outside of the messages that were published: topics, keys, headers. */
    List<String> published() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "canaries",
                "auto.offset.reset", "earliest");
        List<String> outside = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Pattern.compile(".*"));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> outside.add(outside(record)));
                return outside.stream().anyMatch(one -> one.startsWith("fostering.person "));
            });
            Set<String> topics = consumer.listTopics().keySet();
            outside.addAll(topics);
        }
        return outside;
    }

    private static String outside(ConsumerRecord<String, String> record) {
        StringBuilder text = new StringBuilder(record.topic() + " " + record.key());
        record.headers().forEach(header -> text.append(' ')
                .append(header.key())
                .append('=')
                .append(new String(header.value(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Override
    public void close() {
        service.stop(0);
        kafka.close();
    }
}
