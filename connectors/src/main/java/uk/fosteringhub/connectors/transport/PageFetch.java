package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Asks for one page and reads it whole, so that a broken answer is asked for again as a whole. */
final class PageFetch implements Processor {
    static final String PAGE = "hubPage";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void process(Exchange exchange) throws Exception {
        PageRequest request = exchange.getMessage().getMandatoryBody(PageRequest.class);
        Exchange asked = request.server().createExchange(ExchangePattern.InOut);
        asked.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
        asked.getMessage().setHeader(Exchange.HTTP_QUERY, request.query());
        asked.getMessage().setHeader("Accept", "application/json");
        request.apiKey().ifPresent(key -> asked.getMessage().setHeader("Authorization", "Bearer " + key));
        try (Producer http = request.server().createProducer()) {
            http.start();
            http.process(asked);
            byte[] bytes = bytes(asked, request.pull().maxPageBytes());
            exchange.setProperty(PAGE, Page.read(bytes, request.pull()));
        } catch (HttpOperationFailedException | IOException failure) {
            throw judged(failure);
        }
    }

    /** A page that is too long is not read to its end; the connection is thrown away with the endpoint. */
    private static byte[] bytes(Exchange answer, int most) throws IOException, PageUnusable {
        InputStream body = answer.getMessage().getBody(InputStream.class);
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new PageUnusable("sent a page of more than " + most
                    + " bytes. Lower the feed's pull.page-size or raise its pull.max-page-bytes.");
        }
        if (body != null) {
            body.close();
        }
        return bytes;
    }

    private static Exception judged(Exception failure) {
        if (failure instanceof HttpOperationFailedException refused) {
            return judged(refused);
        }
        if (failure instanceof SSLException || failure instanceof UnknownHostException) {
            return failure;
        }
        return new PageNotReady("did not answer, or broke off", Optional.empty(), failure);
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

    private static Optional<Duration> retryAfter(HttpOperationFailedException refused) {
        return refused.getResponseHeaders() == null
                ? Optional.empty()
                : refused.getResponseHeaders().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                        .map(java.util.Map.Entry::getValue)
                        .findFirst()
                        .flatMap(RetryAfter::read);
    }
}
