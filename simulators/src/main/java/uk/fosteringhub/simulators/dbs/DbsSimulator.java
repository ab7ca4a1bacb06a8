package uk.fosteringhub.simulators.dbs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import uk.fosteringhub.simulators.faults.DrippingStream;

/**
 * The DBS Update Service: {@code GET /crsc/api/status/CERTIFICATE?dateOfBirth=dd/MM/yyyy&surname=&…}, answers in XML, names
 * in capitals. It turns away calls without the checker's declaration, organisation and name (400), and counts how often
 * each certificate was looked up on each day.
 */
public final class DbsSimulator implements AutoCloseable {
    public static final String PATH = "/crsc/api/status";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final List<String> DEMANDED = List.of("organisationName", "employeeSurname", "employeeForename");
    private static final String ANSWER = "<statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType>"
            + "<status>%s</status><forename>%s</forename><surname>%s</surname>"
            + "<printDate class=\"sql-date\">%s</printDate></statusCheckResult>";
    private static final String NO_MATCH = "<statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType>"
            + "<status>NO_MATCH_FOUND</status></statusCheckResult>";

    private final HttpServer server;
    private final ExecutorService workers;
    private final Map<String, Certificate> certificates = new ConcurrentHashMap<>();
    private final Map<String, Integer> lookUps = new ConcurrentHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    private DbsSimulator(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    public static DbsSimulator start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dbs-simulator");
            thread.setDaemon(true);
            return thread;
        });
        DbsSimulator simulator = new DbsSimulator(server, workers);
        server.setExecutor(workers);
        server.createContext(PATH + "/", simulator::answer);
        server.start();
        return simulator;
    }

    /** {@code http://localhost:PORT}. */
    public String location() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Adds a certificate, or changes the one with the same number. */
    public void put(Certificate certificate) {
        certificates.put(certificate.number(), certificate);
    }

    /** The next so many calls, after those already due for a fault, go wrong like this. */
    public synchronized void next(int calls, Fault fault) {
        for (int call = 0; call < calls; call++) {
            faults.add(fault);
        }
    }

    /** How often a certificate was looked up today, London time, found or not; calls turned away unread do not count. */
    public int lookUps(String certificate) {
        return lookUps.getOrDefault(certificate + " " + LocalDate.now(ZoneId.of("Europe/London")), 0);
    }

    /** The most look-ups of one certificate on one day. */
    public int mostLookUpsOfOne() {
        return lookUps.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** All look-ups together. */
    public int lookUps() {
        return lookUps.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private synchronized Optional<Fault> fault() {
        return Optional.ofNullable(faults.poll());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange);
            if (!"true".equals(query.get("hasAgreedTermsAndConditions"))
                    || DEMANDED.stream()
                            .anyMatch(name -> query.getOrDefault(name, "").isBlank())) {
                send(exchange, 400, "<error>The declaration or the checker is missing</error>");
                return;
            }
            String number = exchange.getRequestURI().getPath().substring(PATH.length() + 1);
            Optional<Fault> fault = fault();
            if (fault.isPresent() && turnedAway(exchange, fault.get())) {
                return;
            }
            lookUps.merge(number + " " + LocalDate.now(ZoneId.of("Europe/London")), 1, Integer::sum);
            String right = lookUp(
                    number,
                    query,
                    fault.filter(Fault.PlainNames.class::isInstance).isPresent());
            if (fault.isEmpty() || fault.get() instanceof Fault.PlainNames) {
                send(exchange, 200, right);
            } else {
                spoil(exchange, right, fault.get());
            }
        }
    }

    private static boolean turnedAway(HttpExchange exchange, Fault fault) throws IOException {
        if (fault instanceof Fault.TooManyRequests tooMany) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(tooMany.retryAfterSeconds()));
            send(exchange, 429, "<error>Too many requests</error>");
            return true;
        }
        if (fault instanceof Fault.TurnedAway away) {
            send(exchange, away.status(), "<html><body>The service is not available.</body></html>");
            return true;
        }
        return false;
    }

    private static void spoil(HttpExchange exchange, String right, Fault fault) throws IOException {
        if (fault instanceof Fault.Refused refused) {
            send(
                    exchange,
                    refused.status(),
                    "<error>Not valid: " + exchange.getRequestURI().toString().replace("&", "&amp;") + "</error>");
        } else if (fault instanceof Fault.Failing failing) {
            send(exchange, failing.status(), "<html><body>Error</body></html>");
        } else if (fault instanceof Fault.Slow slow) {
            LockSupport.parkNanos(slow.delay().toNanos());
            send(exchange, 200, right);
        } else if (fault instanceof Fault.Dripping dripping) {
            exchange.setStreams(null, new DrippingStream(exchange.getResponseBody(), dripping.pause()));
            send(exchange, 200, right);
        } else if (fault instanceof Fault.ResultType type) {
            send(
                    exchange,
                    200,
                    "<statusCheckResult><statusCheckResultType>" + type.name()
                            + "</statusCheckResultType></statusCheckResult>");
        } else if (fault instanceof Fault.WrongCertificate) {
            send(exchange, 200, ANSWER.formatted("BLANK_NO_NEW_INFO", "SOMEBODY", "ELSE-ENTIRELY", "2013-06-10"));
        } else if (fault instanceof Fault.CutOff) {
            send(exchange, 200, right.substring(0, right.length() * 2 / 3));
        } else if (fault instanceof Fault.WithDocumentType) {
            send(exchange, 200, "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + right);
        } else if (fault instanceof Fault.Huge huge) {
            send(
                    exchange,
                    200,
                    right.replace("<status>", "<padding>" + "x".repeat(huge.bytes()) + "</padding><status>"));
        }
    }

    private String lookUp(String number, Map<String, String> query, boolean plain) {
        Certificate certificate = certificates.get(number);
        if (certificate == null
                || !DAY.format(certificate.birthDate()).equals(query.get("dateOfBirth"))
                || !certificate.surname().equalsIgnoreCase(query.get("surname"))) {
            return NO_MATCH;
        }
        return ANSWER.formatted(
                certificate.status(),
                printed(certificate.forename(), plain),
                printed(certificate.surname(), plain),
                certificate.printedOn());
    }

    private static String printed(String name, boolean plain) {
        String written = plain
                ? Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replace('-', ' ')
                        .replaceAll("[^A-Za-z ]", "")
                : name;
        return written.toUpperCase(Locale.UK);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
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
