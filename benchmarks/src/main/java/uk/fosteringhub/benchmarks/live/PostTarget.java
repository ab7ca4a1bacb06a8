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
 * from the family name.
 */
final class PostTarget implements AutoCloseable {
    static final String PATH = "/api/v1/residents";

    private static final String NAME = "\"LAST_NAME\":\"";
    private static final int BACKLOG = 200;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Phase> phases = new ConcurrentHashMap<>();
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final AtomicInteger twice = new AtomicInteger();

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

    /** Enquiries that came more than once. */
    int twice() {
        return twice.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\" : \"", "\":\"")
                    .replace("\": \"", "\":\"");
            exchange.sendResponseHeaders(201, -1);
            take(body);
        }
    }

    /** The answer is out: the target has acknowledged it. */
    private void take(String body) {
        int at = body.indexOf(NAME) + NAME.length();
        String push = body.substring(at, body.indexOf('"', at));
        if (seen.putIfAbsent(push, true) != null) {
            twice.incrementAndGet();
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
