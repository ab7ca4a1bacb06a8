package uk.fosteringhub.routes.watch;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import uk.fosteringhub.connectors.transport.TrustedServers;
import uk.fosteringhub.core.alerts.Alert;
import uk.fosteringhub.core.alerts.AlertWay;
import uk.fosteringhub.core.alerts.NotSent;
import uk.fosteringhub.core.alerts.Rota;
import uk.fosteringhub.routes.settings.AlertSettings;

/**
 * Alerts by e-mail, plain text and HTML, to those who are on duty when it is sent. The message's id is the alert's, so one
 * that is sent twice is shown once by most programs.
 */
final class MailWay implements AlertWay {
    /** For a program that sorts the hub's e-mails or drops repeated ones. */
    static final String ID_HEADER = "X-Fostering-Hub-Alert";

    private static final String TIMEOUT_MILLIS = "15000";

    private final AlertSettings.Mail server;
    private final Rota rota;

    MailWay(AlertSettings.Mail server, Rota rota) {
        this.server = server;
        this.rota = rota;
    }

    @Override
    public String channel() {
        return AlertSettings.MAIL;
    }

    @Override
    public void send(Alert alert) throws NotSent {
        try {
            Message message = message(alert);
            try (Transport transport = message.getSession().getTransport("smtp")) {
                transport.connect(
                        server.username().orElse(null), server.password().orElse(null));
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException | IOException | GeneralSecurityException failed) {
            // The server's own words may hold addresses.
            throw new NotSent(
                    "The mail server " + server.host() + ":" + server.port() + " did not take the e-mail ("
                            + failed.getClass().getSimpleName()
                            + "). Check hub.alerts.mail.* and the addresses; it is tried again.",
                    failed);
        }
    }

    private Message message(Alert alert) throws MessagingException, IOException, GeneralSecurityException {
        String id = AlertId.of(alert);
        MimeMessage message = new NamedMessage(
                Session.getInstance(properties()),
                "<" + id + "@" + server.from().substring(server.from().indexOf('@') + 1) + ">");
        message.setFrom(new InternetAddress(server.from()));
        List<String> onDuty = rota.onDuty(Instant.now(), alert.urgent());
        Address[] to = new Address[onDuty.size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = new InternetAddress(onDuty.get(i));
        }
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject("[Fostering hub] " + alert.letter().subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(alert.madeAt()));
        message.setHeader(ID_HEADER, id);
        // No holiday replies.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(PlainText.of(alert.letter()), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(Html.of(alert.letter()), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        message.saveChanges();
        return message;
    }

    private Properties properties() throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.auth", String.valueOf(server.username().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (server.security() == AlertSettings.Security.STARTTLS) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        } else if (server.security() == AlertSettings.Security.TLS) {
            properties.put("mail.smtp.ssl.enable", "true");
        }
        if (server.trustStore().isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    TrustedServers.from(server.trustStore())
                            .createSSLContext(new DefaultCamelContext())
                            .getSocketFactory());
        }
        return properties;
    }

    /** Jakarta Mail makes up an id for each message it saves. */
    private static final class NamedMessage extends MimeMessage {
        private final String id;

        NamedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
