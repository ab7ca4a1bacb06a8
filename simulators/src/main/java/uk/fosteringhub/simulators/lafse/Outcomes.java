package uk.fosteringhub.simulators.lafse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import uk.fosteringhub.simulators.faults.Fault;

/**
 * What became of referrals, as the councils tell: {@code POST /api/v1/referrals/ID/outcome} with a JSON object. An outcome
 * with an {@code Idempotency-Key} that came before is acknowledged and changes nothing. Safe for use by several threads.
 */
public final class Outcomes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<JsonNode>> told = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();
    private int repeated;

    Outcomes() {}

    /** Everything told of a referral, oldest first. */
    public synchronized List<JsonNode> of(String referralId) {
        return List.copyOf(told.getOrDefault(referralId, List.of()));
    }

    /** How many outcomes it has taken, without those that came again. */
    public synchronized int count() {
        return keys.size();
    }

    /** How many came again with the same key. */
    public synchronized int repeated() {
        return repeated;
    }

    void answer(HttpExchange exchange, Optional<Fault> fault, Predicate<String> known) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (fault.isPresent() && fault.get() instanceof Fault.Slow slow) {
            LockSupport.parkNanos(slow.delay().toNanos());
        } else if (fault.isPresent() && fault.get() instanceof Fault.TooManyRequests tooMany) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(tooMany.retryAfterSeconds()));
            problem(exchange, 429, "Too many requests");
            return;
        } else if (fault.isPresent() && fault.get() instanceof Fault.Failing failing) {
            problem(exchange, failing.status(), "The service is not available");
            return;
        }
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path.length != 6 || !path[5].equals("outcome") || !known.test(path[4])) {
            problem(exchange, 404, "There is no such referral");
            return;
        }
        try {
            JsonNode outcome = JSON.readTree(body);
            if (outcome.path("stage").asText().isEmpty()) {
                problem(exchange, 422, "stage is missing");
                return;
            }
            take(path[4], exchange.getRequestHeaders().getFirst("Idempotency-Key"), outcome);
            exchange.sendResponseHeaders(204, -1);
        } catch (JsonProcessingException notJson) {
            problem(exchange, 400, "The body is not JSON");
        }
    }

    private synchronized void take(String referralId, String key, JsonNode outcome) {
        if (key == null || keys.add(key)) {
            told.computeIfAbsent(referralId, first -> new ArrayList<>()).add(outcome);
        } else {
            repeated++;
        }
    }

    private static void problem(HttpExchange exchange, int status, String title) throws IOException {
        byte[] body = JSON.writeValueAsString(JSON.createObjectNode().put("title", title))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
