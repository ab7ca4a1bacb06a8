package uk.fosteringhub.connectors.upsert;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import uk.fosteringhub.connectors.transport.HttpService;

/** Speaks JSON to the target. Whatever is no answer to the one record in question is {@link TargetAway}. */
final class Service {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final int LONGEST_ANSWER = 4 << 20;

    /** What is wrong is the query, which is made of a record's values. */
    private static final Set<Integer> OF_THE_QUERY = Set.of(400, 413, 414, 422);

    private final String location;
    private final Producer http;
    private final Optional<String> apiKey;

    /** @param http started */
    Service(String location, Producer http, Optional<String> apiKey) {
        this.location = location.replaceAll("/+$", "");
        this.http = http;
        this.apiKey = apiKey;
    }

    static Producer producer(HttpService service) throws Exception {
        Producer http = service.endpoint().createProducer();
        http.start();
        return http;
    }

    /** Where a path is, for sentences. */
    String address(String path) {
        return location + path;
    }

    /** One page of the records that fit a query. */
    Answer search(String path, String query) throws TargetAway, SearchRefused {
        Answer answer = ask("GET", path, Optional.of(query), Optional.empty(), Optional.empty());
        if (OF_THE_QUERY.contains(answer.status())) {
            throw new SearchRefused(answer);
        }
        if (!answer.taken()) {
            throw unusable(answer.status(), path);
        }
        if (answer.bytes() > LONGEST_ANSWER) {
            throw new SearchRefused("more than " + LONGEST_ANSWER + " bytes");
        }
        return answer;
    }

    /** @param idempotencyKey by which the target knows that it has made this record before */
    Answer create(String path, String body, String idempotencyKey) throws TargetAway {
        Answer answer = ask("POST", path, Optional.empty(), Optional.of(body), Optional.of(idempotencyKey));
        if (answer.status() == 403 || answer.status() == 404) {
            throw unusable(answer.status(), path);
        }
        return answer;
    }

    Answer change(String method, String path, String key, String body) throws TargetAway {
        String one = path + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        return ask(method, one, Optional.empty(), Optional.of(body), Optional.empty());
    }

    private Answer ask(
            String method, String path, Optional<String> query, Optional<String> body, Optional<String> idempotencyKey)
            throws TargetAway {
        Exchange exchange = http.getEndpoint().createExchange(ExchangePattern.InOut);
        Message request = exchange.getMessage();
        request.setHeader(Exchange.HTTP_METHOD, method);
        request.setHeader(Exchange.HTTP_URI, location + path);
        query.ifPresent(text -> request.setHeader(Exchange.HTTP_QUERY, text));
        request.setHeader("Accept", "application/json, application/problem+json");
        apiKey.ifPresent(key -> request.setHeader("Authorization", "Bearer " + key));
        idempotencyKey.ifPresent(key -> request.setHeader("Idempotency-Key", key));
        body.ifPresent(json -> {
            request.setHeader(Exchange.CONTENT_TYPE, "application/json");
            request.setBody(json.getBytes(StandardCharsets.UTF_8));
        });
        try {
            http.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return answer(exchange.getMessage(), path);
        } catch (TargetAway away) {
            throw away;
        } catch (SSLException untrusted) {
            throw new TargetAway(
                    location + " shows a certificate that is not trusted or not made out for it. Check the system's"
                            + " trust-store and the name in its location.",
                    untrusted);
        } catch (UnknownHostException unknown) {
            throw new TargetAway(
                    location
                            + " cannot be found: no such server is known. Check the spelling of the location, and DNS.",
                    unknown);
        } catch (Exception failed) {
            throw new TargetAway(
                    location + " did not answer, or broke off ("
                            + failed.getClass().getSimpleName() + "). It is tried again.",
                    failed);
        }
    }

    private Answer answer(Message message, String path) throws IOException, TargetAway {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] bytes = new byte[0];
        try (InputStream body = message.getBody(InputStream.class)) {
            if (body != null) {
                bytes = body.readNBytes(LONGEST_ANSWER + 1);
            }
        }
        if (status == 429 || status == 408 || status == 401 || status >= 500 || status >= 300 && status < 400) {
            throw unusable(status, path);
        }
        // Of a record that was made or changed the status says enough.
        JsonNode read = bytes.length > LONGEST_ANSWER ? MissingNode.getInstance() : parsed(bytes);
        return new Answer(status, Optional.ofNullable(message.getHeader("Location", String.class)), read, bytes.length);
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            JsonNode body = JSON.readTree(bytes);
            return body == null ? MissingNode.getInstance() : body;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private TargetAway unusable(int status, String path) {
        if (status == 401 || status == 403) {
            return new TargetAway(location + " refused the key (" + status + "). Check the system's api-key.");
        }
        if (status == 404) {
            return new TargetAway(location + " knows no address " + path
                    + " (404). Check the system's location and out.upsert.….path.");
        }
        if (status >= 300 && status < 400) {
            return new TargetAway(location + " sends the hub to another address (" + status
                    + "), which it does not follow with its key. Correct the system's location.");
        }
        if (status == 429) {
            return new TargetAway(location + " has too many requests (429). It is tried again.");
        }
        if (status == 408 || status >= 500) {
            return new TargetAway(location + " answers with an error (" + status + "). It is tried again.");
        }
        return new TargetAway(location + path + " refuses the search (" + status
                + "). Ask its owner what changed, or correct out.upsert.….search-by.");
    }

    /** A dot in a field's name makes a member within a member; empty text is null. */
}
