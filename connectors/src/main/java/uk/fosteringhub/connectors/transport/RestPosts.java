package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;

/** Targets that each change is posted to over HTTPS. */
public final class RestPosts implements TargetWay {
    private static final int SIDE_BY_SIDE = 8;

    private final CamelContext context;

    public RestPosts(CamelContext context) {
        this.context = context;
    }

    @Override
    public boolean serves(OutgoingSettings out) {
        return out.way() == OutgoingWay.REST_POST;
    }

    @Override
    public Target open(SystemSettings system, OutgoingSettings out) {
        return new RestPost(out, system.apiKey(), client(system, out), lanes(out.system()));
    }

    /** Asks for the location itself: any answer but a refused key shows that the service is there. */
    @Override
    public Optional<String> probe(SystemSettings system, OutgoingSettings out) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(out.location())).timeout(out.timeout());
        system.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            int status = client(system, out)
                    .send(request.build(), WholeBody.within(out.timeout()))
                    .statusCode();
            RestAnswer answer = RestAnswer.of(out.location(), status, "");
            return answer.outcome() == RestAnswer.Outcome.LATER ? Optional.of(answer.sentence()) : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.of(TransportFailure.whileSending(out.location(), unreachable));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("The hub is stopping.");
        }
    }

    private HttpClient client(SystemSettings system, OutgoingSettings out) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(out.timeout());
        if (system.trustStore().isPresent()) {
            try {
                client.sslContext(TrustedServers.from(system.trustStore()).createSSLContext(context));
            } catch (IOException | GeneralSecurityException unusable) {
                throw new IllegalStateException(
                        "The trust-store of " + system.name() + " cannot be used: " + unusable.getMessage(), unusable);
            }
        }
        return client.build();
    }

    private static ExecutorService lanes(String system) {
        ThreadPoolExecutor lanes = new ThreadPoolExecutor(
                SIDE_BY_SIDE, SIDE_BY_SIDE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "to-" + system);
                    thread.setDaemon(true);
                    return thread;
                });
        lanes.allowCoreThreadTimeOut(true);
        return lanes;
    }
}
