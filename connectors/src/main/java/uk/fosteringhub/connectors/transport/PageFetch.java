package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Asks for one page and reads it whole, so that a broken answer is asked for again as a whole. */
final class PageFetch implements Processor {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void process(Exchange exchange) throws Exception {
        PageRequest request = exchange.getMessage().getMandatoryBody(PageRequest.class);
        ProducerTemplate http = exchange.getContext().createProducerTemplate();
        try (http) {
            Exchange answer = http.send(request.server(), asked -> {
                asked.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
                asked.getMessage().setHeader(Exchange.HTTP_QUERY, request.query());
                asked.getMessage().setHeader("Accept", "application/json");
                request.apiKey().ifPresent(key -> asked.getMessage().setHeader("Authorization", "Bearer " + key));
            });
            if (answer.getException() != null) {
                throw judged(answer.getException());
            }
            exchange.getMessage().setHeader("hubPage", Page.read(bytes(answer, request), request.pull()));
        }
    }

    private static byte[] bytes(Exchange answer, PageRequest request) throws PageUnusable, PageNotReady {
        int most = request.pull().maxPageBytes();
        try (InputStream body = answer.getMessage().getBody(InputStream.class)) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new PageUnusable("sent a page of more than " + most
                        + " bytes. Lower the feed's pull.page-size or raise its pull.max-page-bytes.");
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw new PageNotReady("broke off in the middle of a page", Optional.empty(), brokenOff);
        }
    }

    private static Exception judged(Exception failure) {
        if (failure instanceof HttpOperationFailedException refused) {
            return judged(refused);
        }
        if (failure instanceof SSLException || !(failure instanceof IOException)) {
            return failure;
        }
        return new PageNotReady("did not answer", Optional.empty(), failure);
    }

    private static Exception judged(HttpOperationFailedException refused) {
        int status = refused.getStatusCode();
        if (status == 429 || status == 408 || status >= 500) {
            Optional<Duration> wait = retryAfter(refused);
            if (wait.isPresent() && wait.get().compareTo(LONGEST_WAIT) > 0) {
                return new PageUnusable("asks to be left alone for "
                        + wait.get().toSeconds() + " seconds. It is tried again on the next run.");
            }
            String what = status == 429 ? "has too many requests (429)" : "answers with an error (" + status + ")";
            return new PageNotReady(what, wait, refused);
        }
        if (status >= 300 && status < 400) {
            return new PageUnusable("sends the hub to another address (" + status
                    + "), which it does not follow with its key. Correct the system's location.");
        }
        if (status == 401 || status == 403) {
            return new PageUnusable("refused the key (" + status + "). Check the system's api-key.");
        }
        if (status == 404) {
            return new PageUnusable(
                    "knows no such address (404). Check the system's location and the feed's pull.path.");
        }
        return new PageUnusable("refused the request (" + status + "). Ask its owner what changed.");
    }

    /** Seconds or a date, as RFC 9110 allows. */
    private static Optional<Duration> retryAfter(HttpOperationFailedException refused) {
        String written = refused.getResponseHeaders() == null
                ? null
                : refused.getResponseHeaders().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                        .map(java.util.Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
        if (written == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(written.strip()))));
        } catch (NumberFormatException date) {
            return untilDate(written);
        }
    }

    private static Optional<Duration> untilDate(String written) {
        try {
            Instant at = ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), at);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notUnderstood) {
            return Optional.empty();
        }
    }
}
