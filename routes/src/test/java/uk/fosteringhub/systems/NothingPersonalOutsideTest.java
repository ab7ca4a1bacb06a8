package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.Personal;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.routes.MllpListening;
import uk.fosteringhub.routes.RunJson;

/**
 * A night in which every personal column of every file holds values that are known again. Good records, wrong ones, rows and
 * files that are broken, pushed and pulled records, live messages: none of the values is in a log, an exception's text, the audit, the books, an
 * acknowledgement, an answer about failures, a metric, the name of a queue, or on the outside of what is published.
 */
@Tag("servers")
class NothingPersonalOutsideTest {
    private static final List<String> CANARIES = List.of(
            "zzcanary",
            "07700 900742",
            "7700900742",
            "1951-11-13",
            "13/11/1951",
            "13.11.1951",
            "tn98 7zx",
            "tn987zx",
            "4742474247",
            "9990474273");
    private static final List<String> SYSTEMS = List.of(
            "lcs",
            "charms",
            "medical",
            "events",
            "website",
            "phone",
            "marketing",
            "nudges",
            "panel",
            "training",
            "portal",
            "brokerage",
            "ssda903");
    private static final String PUSHER = "pusher-0123456789abcdef";
    private static final String READER = "reader-0123456789abcdef";

    @TempDir
    private Path temp;

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    /** At the levels at which a hub logs. */
    private final class Listener extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder text = new StringBuilder(
                    event.getLoggerName() + " " + event.getMDCPropertyMap() + " " + event.getFormattedMessage());
            for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                text.append('\n').append(ThrowableProxyUtil.asString(thrown));
            }
            logged.add(text.toString());
        }
    }

    @Test
    void aNightLeavesNothingPersonalWhereItDoesNotBelong() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("uk.fosteringhub");
        Level before = root.getLevel();
        Level ownBefore = own.getLevel();
        Listener listener = new Listener();
        listen(listener, root, own);
        try (CanaryWires wires = CanaryWires.open();
                JourneyHub hub = new JourneyHub(temp.resolve("data"))) {
            hub.settings.putAll(wires.settings());
            for (String system : SYSTEMS) {
                hub.settings.put("hub.systems." + system + ".location", "file:" + inbox(system));
            }
            hub.settings.put("hub.api.credentials.website.key", PUSHER);
            hub.settings.put("hub.api.credentials.dashboard.key", READER);
            hub.serving(context -> {
                // A started application sets logging up anew where another test has taken it down.
                listen(listener, root, own);
                night(hub, context, wires);
                return null;
            });
        } finally {
            root.detachAppender(listener);
            root.setLevel(before);
            own.setLevel(ownBefore);
        }
        assertThat(logged).as("the hub logs what it does").isNotEmpty();
        assertNothingPersonal("the log", logged);
    }

    private static void listen(Listener listener, Logger root, Logger own) {
        listener.setContext(root.getLoggerContext());
        listener.start();
        root.setLevel(Level.WARN);
        own.setLevel(Level.DEBUG);
        root.addAppender(listener);
    }

    private Path inbox(String system) throws IOException {
        return Files.createDirectories(temp.resolve("inbox").resolve(system));
    }

    private void night(JourneyHub hub, ConfigurableApplicationContext context, CanaryWires wires) throws Exception {
        Hub parts = context.getBean(Hub.class);
        for (FeedSettings feed : parts.settings().feeds()) {
            if (feed.way() == FeedWay.FILE_DROP && feed.location().isPresent() && feed.format() == FileFormat.CSV) {
                drop(feed, parts.mappings().named(feed.mapping()));
            }
        }
        brokenFiles();
        URI address = URI.create("http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort());
        String refused = push(address, "{\"enquiry_id\":\"P-1\",\"enquired_at\":\"Zzcanary\",\"phone\":\"Zzcanary\"}");
        push(address, "{\"enquiry_id\":\"P-2\",\"enquired_at\":\"2026-11-20T10:00:00Z\",\"last_name\":\"Zzcanary\"}");
        push(address, "{\"last_name\":\"Zzcanary\",");
        List<String> acknowledged = wires.messages(
                context.getBean(MllpListening.Listeners.class).ports().get("medical"));
        RunResult result = JourneyHub.sync(context);

        assertNothingPersonal("answers to messages", acknowledged);
        assertThat(acknowledged).anyMatch(answer -> answer.contains("MSA|AA|M1"));
        assertNothingPersonal("the outside of what is published", wires.published());
        assertThat(hub.query("select count(*) from hub.failure where feed = 'lafse-enquiries'"))
                .as("what was pulled and cannot be used")
                .noneMatch("0"::equals);
        assertThat(hub.query("select count(*) > 0 from fostering.person where family_name = 'Zzcanary'"))
                .as("good records got through")
                .containsExactly("t");
        assertThat(hub.query("select count(*) > 20 from hub.failure where step = 'map'"))
                .as("wrong ones failed")
                .containsExactly("t");
        assertThat(hub.query("select count(*) >= 4 from hub.failure where source_key = '(delivery)'"))
                .as("broken files were refused")
                .containsExactly("t");

        assertNothingPersonal("the result", List.of(RunJson.of(result), refused));
        assertNothingPersonal("the books", hub.query("""
                select reasons::text || notes::text from hub.feed_run
                union all select reasons::text from hub.run_target
                union all select notes::text || name from hub.delivery
                union all select feed || rule || message || column_name || source_key || outcome from hub.failure
                union all select answer from hub.receipt
                union all select sentence from hub.target_state
                union all select coalesce(problems::text, '') from hub.pushed"""));
        assertNothingPersonal(
                "the audit", hub.query("select actor || action || subject || reason || detail::text from hub.audit"));
        assertNothingPersonal("what is kept as received", hub.query("select body from hub.pushed"));
        assertNothingPersonal("acknowledgements", acknowledgements());
        List<String> answers = new ArrayList<>();
        for (String path : List.of(
                "/api/failures?limit=500", "/api/runs", "/api/feeds", "/actuator/health", "/actuator/prometheus")) {
            answers.add(get(address, path));
        }
        assertNothingPersonal("answers", answers);
        assertNothingPersonal("names of queues and targets", hub.query("select distinct target from hub.outgoing"));
        try (Stream<Path> archived = Files.walk(temp.resolve("data/archive"))) {
            for (Path file : archived.filter(Files::isRegularFile).toList()) {
                assertNothingPersonal(
                        "the archive", List.of(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static void assertNothingPersonal(String where, Iterable<String> texts) {
        for (String text : texts) {
            assertThat(text.toLowerCase(Locale.ROOT)).as(where).doesNotContain(CANARIES.toArray(String[]::new));
        }
    }

    /** A good row, a row of nothing but words, and a row that is too short. */
    private void drop(FeedSettings feed, RecordMapping mapping) throws IOException {
        List<String> columns =
                mapping.columns().stream().map(MappedColumn::name).toList();
        Map<String, String> good = new LinkedHashMap<>();
        for (String column : columns) {
            List<Field> fields = mapping.fieldsByColumn().getOrDefault(column, List.of());
            good.put(column, mapping.keyColumns().contains(column) || fields.isEmpty() ? "K-1" : canary(fields.get(0)));
        }
        List<String> lines = List.of(
                line(columns, feed),
                line(columns.stream().map(good::get).toList(), feed),
                line(
                        columns.stream()
                                .map(column -> mapping.keyColumns().contains(column) ? "K-2" : "Zzcanary")
                                .toList(),
                        feed),
                "Zzcanary");
        String name = feed.files().get(0).replace("*", "");
        Files.writeString(inbox(feed.system()).resolve(name), String.join("\n", lines) + "\n");
    }

    private static String line(List<String> cells, FeedSettings feed) {
        return cells.stream()
                .map(cell -> '"' + cell + '"')
                .collect(Collectors.joining(String.valueOf(feed.delimiter())));
    }

    private static String canary(Field field) {
        if (field.type() == FieldType.DATE || field.type() == FieldType.TIMESTAMP) {
            return field.personal() == Personal.DAY ? "1951-11-13" : "2026-01-02";
        }
        if (field.type() != FieldType.TEXT) {
            return "";
        }
        return switch (field.personal()) {
            case OPEN -> "";
            case NAME -> "Zzcanary";
            case EMAIL -> "zzcanary@example.org";
            case PHONE -> "07700 900742";
            case POSTCODE -> "TN98 7ZX";
            case IDENTIFIER -> field.name().equals("nhs_number") ? "9990474273" : "4742474247";
            case DAY, HIDDEN -> "Zzcanary lane 7";
        };
    }

    /** Files that are refused whole, with people's data where a message might quote from. */
    private void brokenFiles() throws IOException {
        Files.writeString(inbox("lcs").resolve("lcs-visits-2.csv"), "Zzcanary,07700 900742,TN98 7ZX\nZzcanary,a,b\n");
        Files.writeString(
                inbox("lcs").resolve("lcs-persons-2.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n5,\"Zzcanary,Zzcanary,1951-11-13\n6,Zzcanary,Zzcanary,\n");
        Files.writeString(inbox("medical").resolve("zz.hl7"), "MSH|^~\\&|Zzcanary\rPID|||Zzcanary^^^|07700 900742");
        Files.write(
                inbox("charms").resolve("carers-2.csv"),
                new byte[] {'F', 'P', '_', 'I', 'D', '\n', (byte) 0x81, 'Z', 'z', 'c', 'a', 'n', 'a', 'r', 'y', '\n'});
        Files.writeString(inbox("panel").resolve("panel-decisions-2.csv"), "Zzcanary");
    }

    private List<String> acknowledgements() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(temp.resolve("inbox"))) {
            for (Path file :
                    all.filter(path -> path.getParent().endsWith("ack")).toList()) {
                found.add(Files.readString(file));
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static String push(URI address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/enquiries"))
                .header("Authorization", "Bearer " + PUSHER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-" + Integer.toHexString(body.hashCode()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + answer.body();
    }

    private static String get(URI address, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + READER)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
