package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Receipt.State;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.simulators.faults.DrippingStream;

/** What a target that is posted to can do with its answers. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RestPostTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LATE = " did not answer in time. What waits for it is sent by itself.";
    private static final HttpHandler TAKEN = exchange -> exchange.sendResponseHeaders(204, -1);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RestPosts way = new RestPosts(camel);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile HttpHandler service = TAKEN;

    @BeforeEach
    void start() throws IOException {
        camel.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                service.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        workers.shutdownNow();
        camel.stop();
    }

    @Test
    void anAnswerThatStallsAfterItsHeadersIsAnOutageAndTheNextChangeGoesThrough() {
        service = this::stall;
        Target target = target(SHORT);
        Handover away = target.hand(
                LongStream.rangeClosed(1, 20).mapToObj(RestPostTest::change).toList());
        assertThat(away.outage().orElseThrow()).endsWith(LATE);
        assertThat(away.receipts()).isEmpty();
        assertThat(away.tried())
                .as("those that went side by side, and none behind them")
                .isNotEmpty()
                .isSubsetOf(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);

        service = TAKEN;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(target.hand(List.of(change(1))).receipts())
                        .extracting(Receipt::state)
                        .containsExactly(State.DELIVERED));
    }

    @Test
    void anAnswerThatDripsIsBrokenOffWhenItsTimeIsUpAndItsConnectionIsClosed() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        service = exchange -> drip(exchange, hungUp);
        Handover away = target(SHORT).hand(List.of(change(1)));
        assertThat(away.outage().orElseThrow()).endsWith(LATE);
        assertThat(away.receipts()).isEmpty();
        assertThat(hungUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConnectionTestEndsToo() {
        service = this::stall;
        OutgoingSettings out = out(SHORT);
        assertThat(way.probe(Samples.open("lafse"), out).orElseThrow()).endsWith(LATE);
    }

    @Test
    void anAnswerThatIsCutOffIsAnOutage() {
        service = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
        };
        Handover away = target(LONG).hand(List.of(change(1)));
        assertThat(away.outage().orElseThrow())
                .endsWith(" went away in the middle. What it has not taken is sent again by itself.");
        assertThat(away.receipts()).isEmpty();
    }

    @Test
    void onlyTheChangeThatTheServiceCannotTakeIsTriedInVain() {
        service = exchange -> {
            if (exchange.getRequestURI().getPath().contains("/R-2/")) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                TAKEN.handle(exchange);
            }
        };
        Handover handover = target(LONG)
                .hand(LongStream.rangeClosed(1, 20)
                        .mapToObj(RestPostTest::change)
                        .toList());
        assertThat(handover.outage().orElseThrow()).contains("answers with an error (500)");
        assertThat(handover.tried()).containsExactly(2L);
    }

    @Test
    void aRefusalKeepsItsTitle() {
        service = exchange -> say(exchange, 422, 0);
        assertThat(target(LONG).hand(List.of(change(1))).receipts())
                .extracting(Receipt::state, Receipt::answer)
                .containsExactly(tuple(State.REFUSED, "422 stage is missing."));
    }

    @Test
    void ofAnAnswerOfManyMegabytesTheStatusCountsAndTheRestIsNotKept() throws Exception {
        service = exchange -> say(exchange, 422, 32);
        Handover refused = target(LONG).hand(List.of(change(1)));
        assertThat(refused.outage()).isEmpty();
        assertThat(refused.receipts())
                .extracting(Receipt::state, Receipt::answer)
                .containsExactly(tuple(State.REFUSED, "422, no reason given."));

        service = exchange -> say(exchange, 200, 32);
        Handover taken = target(LONG).hand(List.of(change(2)));
        assertThat(taken.outage()).isEmpty();
        assertThat(taken.receipts()).extracting(Receipt::state).containsExactly(State.DELIVERED);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(location())).build(), WholeBody.within(LONG));
        assertThat(answer.body()).hasSize(WholeBody.MOST_KEPT).startsWith("{\"title\":\"stage is missing\"");
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(HttpExchange exchange, CountDownLatch hungUp) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = new DrippingStream(exchange.getResponseBody(), Duration.ofMillis(20))) {
            while (over.getCount() > 0) {
                body.write(' ');
            }
        } catch (IOException closed) {
            hungUp.countDown();
            throw closed;
        }
    }

    private static void say(HttpExchange exchange, int status, int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'x');
        exchange.sendResponseHeaders(status, 0);
        OutputStream body = exchange.getResponseBody();
        body.write("{\"title\":\"stage is missing\",\"detail\":\"".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < megabytes; i++) {
            body.write(megabyte);
        }
        body.write("\"}".getBytes(StandardCharsets.UTF_8));
    }

    private Target target(Duration timeout) {
        return way.open(Samples.open("lafse"), out(timeout));
    }

    private String location() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private OutgoingSettings out(Duration timeout) {
        return new OutgoingSettings(
                "lafse",
                OutgoingWay.REST_POST,
                "lafse",
                location(),
                "/api/v1/referrals/{key}/outcome",
                List.of("enquiry"),
                200,
                timeout,
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Map.of());
    }

    private static OutgoingRecord change(long number) {
        return new OutgoingRecord(
                number,
                "enquiry",
                number,
                1,
                "changed",
                Optional.of("R-" + number),
                Map.of("stage", "CONTACTED"),
                Set.of(),
                Set.of());
    }
}
