package uk.fosteringhub.simulators.mosaic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.faults.Faults;

/**
 * A council's REST service before MOSAIC, with {@code Authorization: Bearer KEY}: {@code GET /api/v1/residents?cursor=&limit=}
 * lists or searches, {@code POST} makes a record ({@code Idempotency-Key}), {@code PATCH /api/v1/residents/KEY} changes one;
 * likewise addresses, phones, workers, allocations, visits, workflow-steps, short-breaks and checks. Locked columns answer
 * 423, restricted residents 403, a resident without LAST_NAME 422. A resident that is made is
 * not restricted unless it says so. It keeps what it got.
 */
public final class MosaicSimulator implements AutoCloseable {
    private static final String BASE = "/api/v1/";
    private static final int USUAL_PAGE = 100;

    private final HttpServer server;
    private final ExecutorService workers;
    private final String apiKey;
    private final int largestPage;
    private final Map<String, MosaicTable> tables = new LinkedHashMap<>();
    private final Faults faults = new Faults();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * A request as it came.
     *
     * @param path behind {@code /api/v1}, such as {@code /residents}
     * @param fields of the body
     */
    public record Call(String method, String path, Map<String, String> query, Map<String, String> fields) {}

    private MosaicSimulator(HttpServer server, ExecutorService workers, String apiKey, int largestPage) {
        this.server = server;
        this.workers = workers;
        this.apiKey = apiKey;
        this.largestPage = largestPage;
        tables.put("residents", new MosaicTable("PERSON_ID", "NHS_ID", "PERSON_ID_LEGACY", "HUB_REFERENCE"));
        tables.put("addresses", new MosaicTable("REF_ADDRESSES_PEOPLE_ID"));
        tables.put("phones", new MosaicTable("TELEPHONE_NUMBER_ID"));
        tables.put("workers", new MosaicTable("WORKER_ID"));
        tables.put("allocations", new MosaicTable("PEOPLE_WORKER_ID"));
        tables.put("visits", new MosaicTable("VISIT_ID"));
        tables.put("workflow-steps", new MosaicTable("WORKFLOW_STEP_ID"));
        tables.put("short-breaks", new MosaicTable("SHORT_BREAK_ID"));
        tables.put("checks", new MosaicTable("CHECK_ID", "HUB_REFERENCE"));
    }

    public static MosaicSimulator start(String apiKey) throws IOException {
        return start(apiKey, 500);
    }

    /** @param largestPage how many records it gives at once, whatever limit it is asked for */
    public static MosaicSimulator start(String apiKey, int largestPage) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mosaic-simulator");
            thread.setDaemon(true);
            return thread;
        });
        MosaicSimulator simulator = new MosaicSimulator(server, workers, apiKey, largestPage);
        server.setExecutor(workers);
        server.createContext(BASE, simulator::answer);
        server.start();
        return simulator;
    }

    /** {@code http://localhost:PORT}. */
    public String location() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Adds a record, or changes the one with the same key. */
    public void put(String table, Map<String, String> record) {
        tables.get(table).put(record);
    }

    /** Takes the rows of a made-up file as the records of the table of the same name. */
    public void load(String feed, byte[] csv) {
        String table = feed.replace("mosaic-", "").replace("-csv", "").replace("persons", "residents");
        MosaicRows.of(csv).forEach(tables.get(table)::put);
    }

    public void remove(String table, String key) {
        tables.get(table).remove(key);
    }

    /** From now on a column of a table cannot be changed once it has a value. */
    public void lock(String table, String column) {
        tables.get(table).lock(column);
    }

    /** All records in the order of their keys. */
    public List<Map<String, String>> records(String table) {
        return tables.get(table).all();
    }

    public Faults faults() {
        return faults;
    }

    /** Every request, in their order, whatever was answered. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            MosaicHttp http = new MosaicHttp(exchange);
            String path = exchange.getRequestURI().getPath().substring(BASE.length() - 1);
            Map<String, String> fields = http.fields();
            calls.add(new Call(exchange.getRequestMethod(), path, http.query(), fields));
            if (!("Bearer " + apiKey).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                http.problem(401, "The key is missing or not known", List.of());
                return;
            }
            Optional<Fault> fault = faults.take();
            if (fault.isPresent() && spoil(http, fault.get())) {
                return;
            }
            int limitOfFault =
                    fault.filter(Fault.HugePage.class::isInstance).isPresent() ? Integer.MAX_VALUE : largestPage;
            serve(http, path, fields, limitOfFault);
        }
    }

    /** @return whether that was the answer; otherwise what is asked for is done, and its answer spoilt on the way */
    private boolean spoil(MosaicHttp http, Fault fault) throws IOException {
        if (fault instanceof Fault.TooManyRequests tooMany) {
            http.header("Retry-After", Integer.toString(tooMany.retryAfterSeconds()));
            http.problem(429, "Too many requests", List.of());
            return true;
        }
        if (fault instanceof Fault.Failing failing) {
            http.send(failing.status(), "text/html", "<html><body>The service is not available.</body></html>");
            return true;
        }
        if (fault instanceof Fault.BrokenJson) {
            http.breakJson();
        } else if (fault instanceof Fault.CutOff cut) {
            http.cutOffAfter(cut.afterBytes());
        } else if (fault instanceof Fault.Dripping dripping) {
            http.drip(dripping.pause());
        } else if (fault instanceof Fault.Slow slow) {
            LockSupport.parkNanos(slow.delay().toNanos());
        }
        return false;
    }

    private void serve(MosaicHttp http, String path, Map<String, String> fields, int most) throws IOException {
        String[] parts = path.substring(1).split("/", 2);
        MosaicTable table = tables.get(parts[0]);
        if (table == null) {
            http.problem(404, "There is no such table", List.of());
        } else if (http.method().equals("GET") && parts.length == 1) {
            list(http, parts[0], table, most);
        } else if (http.method().equals("POST") && parts.length == 1) {
            make(http, parts[0], table, fields);
        } else if (http.method().equals("PATCH") && parts.length == 2) {
            change(http, table, parts[1], fields);
        } else {
            http.problem(405, "That cannot be done there", List.of());
        }
    }

    private static void list(MosaicHttp http, String name, MosaicTable table, int most) throws IOException {
        Map<String, String> query = new LinkedHashMap<>(http.query());
        String cursor = Optional.ofNullable(query.remove("cursor")).orElse("");
        int asked = Optional.ofNullable(query.remove("limit"))
                .map(Integer::parseInt)
                .orElse(USUAL_PAGE);
        int limit = most == Integer.MAX_VALUE ? most : Math.max(1, Math.min(asked, most));
        http.page(memberOf(name), table.page(query, cursor, limit));
    }

    private static void make(MosaicHttp http, String name, MosaicTable table, Map<String, String> fields)
            throws IOException {
        if (name.equals("residents") && fields.getOrDefault("LAST_NAME", "").isEmpty()) {
            http.problem(422, "A required field is missing", List.of("LAST_NAME"));
            return;
        }
        if (name.equals("residents")) {
            fields.putIfAbsent("RESTRICTED", "N");
        }
        String key = table.make(fields, http.idempotencyKey());
        http.record(201, table.find(key).orElseThrow());
    }

    private static void change(MosaicHttp http, MosaicTable table, String key, Map<String, String> fields)
            throws IOException {
        Optional<Map<String, String>> record = table.find(key);
        if (record.isEmpty()) {
            http.problem(404, "There is no such record", List.of());
            return;
        }
        if (record.get().getOrDefault("RESTRICTED", "").equals("Y")) {
            http.problem(403, "The record is restricted", List.of());
            return;
        }
        List<String> locked = new ArrayList<>(table.change(key, fields));
        if (locked.isEmpty()) {
            http.record(200, table.find(key).orElseThrow());
        } else {
            http.problem(423, "Locked against update", locked);
        }
    }

    /** {@code workflow-steps} → {@code workflowSteps}. */
    private static String memberOf(String table) {
        int hyphen = table.indexOf('-');
        return hyphen < 0
                ? table
                : table.substring(0, hyphen)
                        + Character.toUpperCase(table.charAt(hyphen + 1))
                        + table.substring(hyphen + 2);
    }
}
