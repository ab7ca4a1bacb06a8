package uk.fosteringhub.routes.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import uk.fosteringhub.core.alerts.Alert;
import uk.fosteringhub.core.alerts.AlertWay;
import uk.fosteringhub.core.alerts.NotSent;
import uk.fosteringhub.routes.settings.AlertSettings;

/** Alerts as cards to a chat, or as JSON to a program. */
final class WebhookWay implements AlertWay {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int GOOD = 2;

    private final AlertSettings.Webhook webhook;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookWay(AlertSettings.Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public String channel() {
        return webhook.name();
    }

    @Override
    public void send(Alert alert) throws NotSent {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook.address()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", AlertId.of(alert))
                .POST(HttpRequest.BodyPublishers.ofString(Card.of(alert, webhook.template())))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != GOOD) {
                throw new NotSent(
                        "The webhook " + webhook.name() + " answered " + status + ". Check hub.alerts.webhooks."
                                + webhook.name() + "; it is tried again.",
                        null);
            }
        } catch (IOException failed) {
            throw new NotSent(
                    "The webhook " + webhook.name() + " does not answer ("
                            + failed.getClass().getSimpleName() + "). It is tried again.",
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotSent("The hub was stopped while it told the webhook " + webhook.name() + ".", stopped);
        }
    }
}
