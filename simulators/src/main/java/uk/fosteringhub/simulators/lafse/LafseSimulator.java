package uk.fosteringhub.simulators.lafse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import uk.fosteringhub.simulators.faults.DrippingStream;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.faults.Faults;

/**
 * The regional recruitment service: {@code GET /api/v1/referrals?modifiedSince=&cursor=&limit=} with
 * {@code Authorization: Bearer KEY}, and {@code POST /api/v1/referrals/ID/outcome} for what became of a referral. {@code modifiedSince} is inclusive, the cursor opaque, the limit 100 unless given and
 * at most {@value #LARGEST_PAGE}.
 */
public final class LafseSimulator implements AutoCloseable {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 200;

    private final HttpServer server;
    private final ExecutorService workers;
    private final String apiKey;
    private final int largestPage;
    private final ReferralPages referrals = new ReferralPages();
    private final Faults faults = new Faults();
    private final Outcomes outcomes = new Outcomes();
    private final AtomicInteger calls = new AtomicInteger();

    private LafseSimulator(HttpServer server, ExecutorService workers, String apiKey, int largestPage) {
        this.server = server;
        this.workers = workers;
        this.apiKey = apiKey;
        this.largestPage = largestPage;
    }

    public static LafseSimulator start(String apiKey) throws IOException {
        return start(apiKey, LARGEST_PAGE);
    }

    /** @param largestPage how many referrals it gives at once, whatever limit it is asked for */
    public static LafseSimulator start(String apiKey, int largestPage) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lafse-simulator");
            thread.setDaemon(true);
            return thread;
        });
        LafseSimulator simulator = new LafseSimulator(server, workers, apiKey, largestPage);
        server.setExecutor(workers);
        server.createContext("/api/v1/referrals", simulator::answer);
        server.start();
        return simulator;
    }

    /** {@code http://localhost:PORT}. */
    public String location() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Adds a referral, or changes the one with the same id. */
    public void put(Referral referral) {
        referrals.put(referral);
    }

    /** All referrals in the order in which they are handed on. */
    public Collection<Referral> referrals() {
        return referrals.all();
    }

    /** The outcomes that were sent to it, the newest for each referral. */
    public Outcomes outcomes() {
        return outcomes;
    }

    public Faults faults() {
        return faults;
    }

    /** How often it was called, whatever it answered. */
    public int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            if (!("Bearer " + apiKey).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                json(exchange, 401, ReferralJson.problem("The key is missing or not known"));
                return;
            }
            if (exchange.getRequestMethod().equals("POST")) {
                outcomes.answer(exchange, faults.take(), referrals::knows);
                return;
            }
            Map<String, String> query = query(exchange);
            try {
                answer(exchange, query);
            } catch (IllegalArgumentException | DateTimeException e) {
                json(exchange, 400, ReferralJson.problem("cursor, limit or modifiedSince cannot be read"));
            }
        }
    }

    private void answer(HttpExchange exchange, Map<String, String> query) throws IOException {
        String cursor = query.getOrDefault("cursor", "");
        int asked = Integer.parseInt(query.getOrDefault("limit", Integer.toString(USUAL_PAGE)));
        Instant since = Instant.parse(query.getOrDefault("modifiedSince", Instant.EPOCH.toString()));
        ReferralPages.Page page = referrals.page(since, cursor, Math.max(1, Math.min(asked, largestPage)));
        byte[] right = ReferralJson.page(page);
        Optional<Fault> fault = faults.take();
        if (fault.isEmpty()) {
            json(exchange, 200, right);
        } else if (fault.get() instanceof Fault.TooManyRequests tooMany) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(tooMany.retryAfterSeconds()));
            json(exchange, 429, ReferralJson.problem("Too many requests"));
        } else if (fault.get() instanceof Fault.Slow slow) {
            LockSupport.parkNanos(slow.delay().toNanos());
            json(exchange, 200, right);
        } else if (fault.get() instanceof Fault.Dripping dripping) {
            exchange.setStreams(null, new DrippingStream(exchange.getResponseBody(), dripping.pause()));
            json(exchange, 200, right);
        } else if (fault.get() instanceof Fault.BrokenJson) {
            json(exchange, 200, Arrays.copyOf(right, right.length * 2 / 3));
        } else if (fault.get() instanceof Fault.Failing failing) {
            byte[] html = "<html><body>The service is not available.</body></html>".getBytes(StandardCharsets.UTF_8);
            send(exchange, failing.status(), "text/html", html, html.length);
        } else if (fault.get() instanceof Fault.SameCursorAgain) {
            Optional<String> again = Optional.of(cursor.isEmpty() ? "MTAwIFItMDAwMDAx" : cursor);
            json(exchange, 200, ReferralJson.page(new ReferralPages.Page(page.referrals(), again)));
        } else if (fault.get() instanceof Fault.CutOff cut) {
            send(exchange, 200, "application/json", right, Math.min(cut.afterBytes(), right.length - 1));
        } else if (fault.get() instanceof Fault.WrongContentType) {
            send(exchange, 200, "text/html", right, right.length);
        } else if (fault.get() instanceof Fault.HugePage huge) {
            json(exchange, 200, ReferralJson.page(new ReferralPages.Page(repeated(huge.elements()), Optional.empty())));
        }
    }

    private List<Referral> repeated(int elements) {
        List<Referral> known = List.copyOf(referrals.all());
        List<Referral> page = new ArrayList<>(elements);
        for (int i = 0; i < elements && !known.isEmpty(); i++) {
            page.add(known.get(i % known.size()));
        }
        return page;
    }

    private static void json(HttpExchange exchange, int status, byte[] body) throws IOException {
        send(exchange, status, "application/json", body, body.length);
    }

    /** Sends fewer bytes than it promises where the connection is to be cut. */
    private static void send(HttpExchange exchange, int status, String type, byte[] body, int sent) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, sent);
        out.flush();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
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
}
