package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;

/**
 * A service spoken to over HTTP, as long as it is open: with the certificates it is trusted by, a limit for every wait and
 * for each whole answer, and without following redirects, so that a key is sent nowhere else.
 */
public final class HttpService implements AutoCloseable {
    private static final AtomicLong OPENED = new AtomicLong();

    private final CamelContext context;
    private final String ssl;
    private final HttpEndpoint endpoint;
    private final AnswerDeadline deadline;

    private HttpService(CamelContext context, String ssl, HttpEndpoint endpoint, AnswerDeadline deadline) {
        this.deadline = deadline;
        this.context = context;
        this.ssl = ssl;
        this.endpoint = endpoint;
    }

    /**
     * @param address scheme, server and path
     * @param timeout for each answer, from connecting to its last byte
     * @param trustStore PEM file with the certificates to trust; empty: those that Java comes with
     * @throws IOException if the trust-store cannot be read
     */
    public static HttpService open(CamelContext context, String address, Duration timeout, Optional<Path> trustStore)
            throws IOException {
        return open(context, address, timeout, trustStore, true);
    }

    /** The same, but an answer that says no is an answer, not an exception. */
    public static HttpService answering(
            CamelContext context, String address, Duration timeout, Optional<Path> trustStore) throws IOException {
        return open(context, address, timeout, trustStore, false);
    }

    private static HttpService open(
            CamelContext context, String address, Duration timeout, Optional<Path> trustStore, boolean refusalThrows)
            throws IOException {
        String ssl = "http-service-" + OPENED.incrementAndGet();
        context.getRegistry().bind(ssl, TrustedServers.from(trustStore));
        StringBuilder options = new StringBuilder("?followRedirects=false&throwExceptionOnFailure=")
                .append(refusalThrows)
                .append("&disableStreamCache=true&copyHeaders=false");
        for (String wait : List.of("connectTimeout", "soTimeout", "responseTimeout", "connectionRequestTimeout")) {
            options.append('&').append(wait).append('=').append(timeout.toMillis());
        }
        if (address.startsWith("https:")) {
            options.append("&sslContextParameters=#").append(ssl);
        }
        HttpEndpoint endpoint = context.getEndpoint(address + options, HttpEndpoint.class);
        AnswerDeadline deadline = new AnswerDeadline(timeout);
        // Further attempts are the caller's, so that there is one place that says how many and how soon.
        endpoint.setHttpClientConfigurer(client -> {
            client.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
            deadline.guard(client);
        });
        return new HttpService(context, ssl, endpoint, deadline);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            context.removeEndpoint(endpoint);
        } catch (Exception notRemoved) {
            throw new IllegalStateException("an HTTP service could not be left", notRemoved);
        } finally {
            context.getRegistry().unbind(ssl);
            deadline.close();
        }
    }
}
