package uk.fosteringhub.benchmarks.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The system that receives the changes: it takes each by one POST and answers 201. Which push a change comes from it reads
 * from the number of the referral.
 */
final class PostTarget implements AutoCloseable {
    static final String PATH = "/api/v1/residents";

    private static final String REFERRAL = "\"REGIONAL_REFERRAL_ID\":\"";
    private static final int BACKLOG = 200;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Phase> phases = new ConcurrentHashMap<>();
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    PostTarget() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext(PATH, this::answer);
        server.setExecutor(workers);
        server.start();
    }

    String location() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void expect(Phase phase) {
        phases.put(phase.name(), phase);
    }

    /** Requests that came again under their own key, as happens when an answer is lost. */
    int repeated() {
        return repeated.get();
    }

    /** Enquiries that came under more than one key. */
    int twice() {
        return twice.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\" : \"", "\":\"")
                    .replace("\": \"", "\":\"");
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            exchange.sendResponseHeaders(201, -1);
            take(body, key);
        }
    }

    /** The answer is out: the target has acknowledged it. */
    private void take(String body, String key) {
        int at = body.indexOf(REFERRAL) + REFERRAL.length();
        String push = body.substring(at, body.indexOf('"', at));
        String before = seen.putIfAbsent(push, key);
        if (before != null) {
            (before.equals(key) ? repeated : twice).incrementAndGet();
            return;
        }
        int dash = push.indexOf('-');
        phases.get(push.substring(0, dash)).acknowledged(Integer.parseInt(push.substring(dash + 1)));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
