package uk.fosteringhub.routes.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.alerts.Alert;
import uk.fosteringhub.core.alerts.Letter;
import uk.fosteringhub.core.alerts.NotSent;
import uk.fosteringhub.core.alerts.Rota;
import uk.fosteringhub.routes.settings.AlertSettings;
import uk.fosteringhub.routes.settings.AlertSettings.Template;

/** Alerts at a real mail server and a real web server. */
@Tag("servers")
class AlertWaysTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Letter LETTER = new Letter(
            "New: Target away, target mosaic",
            Letter.Tone.WARNING,
            List.of(
                    new Letter.Section("", List.of("mosaic has been away since 02:00, and 3 changes wait.")),
                    new Letter.Section("Open incidents", List.of("<b>bold.csv</b> & [a](http://example.org)"))),
            "https://hub.example.org/incidents/3");
    private static final Alert ALERT = new Alert(17, "mail", true, LETTER, Instant.ofEpochMilli(1_790_000_000_000L), 1);
    private static final Rota ROTA =
            new Rota(List.of(), List.of("duty@example.org"), List.of("lead@example.org"), ZoneId.of("Europe/London"));

    @Test
    void anEMailIsPlainTextAndHtmlToThoseOnDutyAndSaysWhichAlertItIs() throws Exception {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        try {
            mail(server.getSmtp().getPort()).send(ALERT);
            MimeMessage[] received = server.getReceivedMessages();
            // One for each of the two that are told.
            assertThat(received).hasSize(2);
            MimeMessage message = received[0];
            assertThat(message.getSubject()).isEqualTo("[Fostering hub] New: Target away, target mosaic");
            assertThat(message.getMessageID()).isEqualTo("<alert-17-1790000000000@example.org>");
            assertThat(message.getHeader(MailWay.ID_HEADER)).containsExactly("alert-17-1790000000000");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("duty@example.org", "lead@example.org");
            String body = GreenMailUtil.getBody(message);
            assertThat(body)
                    .contains("text/plain", "text/html", "3 changes wait", "https://hub.example.org/incidents/3");
            assertThat(body).contains("&lt;b&gt;bold.csv&lt;/b&gt;");
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailServerThatIsAwayIsToldWithoutAddresses() {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();
        assertThatThrownBy(() -> mail(port).send(ALERT))
                .isInstanceOf(NotSent.class)
                .hasMessageContaining("hub.alerts.mail")
                .hasMessageNotContaining("@");
    }

    private static MailWay mail(int port) {
        return new MailWay(
                new AlertSettings.Mail(
                        "127.0.0.1",
                        port,
                        AlertSettings.Security.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        "hub@example.org",
                        Optional.empty()),
                ROTA);
    }

    @Test
    void aWebhookGetsACardForItsChatAndTheAlertsId() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> ids = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            ids.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?secret=s3cret";
            for (Template template : Template.values()) {
                new WebhookWay(new AlertSettings.Webhook("chat", address, template)).send(ALERT);
            }
            List<JsonNode> cards = new ArrayList<>();
            for (String body : bodies) {
                cards.add(JSON.readTree(body));
            }
            JsonNode teams = cards.get(0).at("/attachments/0");
            assertThat(teams.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
            assertThat(teams.at("/content/body/0/text").asText()).isEqualTo(LETTER.subject());
            assertThat(teams.at("/content/actions/0/url").asText()).isEqualTo(LETTER.link());
            assertThat(teams.at("/content/body/3/text").asText()).contains("\\[a\\](http");
            assertThat(cards.get(1).at("/blocks/0/text/text").asText()).isEqualTo(LETTER.subject());
            assertThat(cards.get(1).toString()).contains("&lt;b&gt;bold.csv");
            assertThat(cards.get(2).path("id").asText()).isEqualTo("alert-17-1790000000000");
            assertThat(ids).containsOnly("alert-17-1790000000000");

            status.set(500);
            assertThatThrownBy(() ->
                            new WebhookWay(new AlertSettings.Webhook("chat", address, Template.TEAMS)).send(ALERT))
                    .isInstanceOf(NotSent.class)
                    .hasMessageContaining("answered 500")
                    .hasMessageNotContaining("s3cret");
        } finally {
            server.stop(0);
        }
    }
}
