package uk.fosteringhub.simulators.mosaic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.simulators.faults.DrippingStream;

/** One request and its answer. */
final class MosaicHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;
    private boolean brokenJson;
    private int cutOffAfter = Integer.MAX_VALUE;

    MosaicHttp(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** The answer is JSON that stops in the middle. */
    void breakJson() {
        brokenJson = true;
    }

    /** The connection ends after so many bytes of the answer; what was asked for is done. */
    void cutOffAfter(int bytes) {
        cutOffAfter = bytes;
    }

    /** The answer comes byte by byte, with a pause after each. */
    void drip(Duration pause) {
        exchange.setStreams(null, new DrippingStream(exchange.getResponseBody(), pause));
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String idempotencyKey() {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                .orElse(Long.toString(System.nanoTime()));
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    Map<String, String> fields() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            JSON.readTree(body).properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
        }
        return fields;
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }

    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    void page(String member, MosaicTable.Page page) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode records = root.putArray(member);
        page.records().forEach(record -> records.add(node(record)));
        root.put("nextCursor", page.nextCursor().orElse(null));
        send(200, "application/json", root.toString());
    }

    void record(int status, Map<String, String> record) throws IOException {
        send(status, "application/json", node(record).toString());
    }

    void problem(int status, String title, List<String> fields) throws IOException {
        ObjectNode problem = JSON.createObjectNode().put("status", status).put("title", title);
        ArrayNode errors = problem.putArray("errors");
        fields.forEach(field -> errors.addObject().put("field", field));
        send(status, "application/problem+json", problem.toString());
    }

    void send(int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] whole = brokenJson ? Arrays.copyOf(bytes, bytes.length * 2 / 3) : bytes;
        header("Content-Type", type);
        exchange.sendResponseHeaders(status, whole.length);
        OutputStream out = exchange.getResponseBody();
        out.write(whole, 0, Math.min(whole.length, cutOffAfter));
        out.flush();
    }

    private static ObjectNode node(Map<String, String> record) {
        ObjectNode node = JSON.createObjectNode();
        record.forEach((name, value) -> node.put(name, value.isEmpty() ? null : value));
        return node;
    }
}
