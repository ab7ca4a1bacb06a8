package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.PullSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Pulls all pages of a feed that have come about since the last pull. */
public final class JsonPull {
    private static final AtomicLong PULLS = new AtomicLong();

    private final CamelContext context;

    /** @param context with {@link JsonPageRoute} and a route from {@link Arrival#INTAKE} */
    public JsonPull(CamelContext context) {
        this.context = context;
    }

    /**
     * Returns when the last page has been taken, or the pull had to be broken off.
     *
     * @param since where the last pull ended; empty for the first one
     */
    public void receive(SystemSettings system, FeedSettings feed, Optional<String> since, Reception reception) {
        asking(system, feed, since, (camel, first) -> pull(camel, first, feed))
                .ifPresentOrElse(reason -> reception.stopped(feed, reason), () -> reception.done(feed));
    }

    /** Asks for the first page without taking it: empty if it can be read, otherwise why not. */
    public Optional<String> probe(SystemSettings system, FeedSettings feed) {
        return asking(system, feed, Optional.empty(), JsonPull::fetch);
    }

    @FunctionalInterface
    private interface Asking {
        void ask(ProducerTemplate camel, PageRequest first) throws Exception;
    }

    private Optional<String> asking(SystemSettings system, FeedSettings feed, Optional<String> since, Asking asking) {
        String ssl = "json-pull-" + PULLS.incrementAndGet();
        String location = feed.location().orElseThrow();
        try (ProducerTemplate camel = context.createProducerTemplate()) {
            context.getRegistry().bind(ssl, TrustedServers.from(system.trustStore()));
            Endpoint server = server(feed, ssl);
            try {
                asking.ask(camel, new PageRequest(server, feed.pull().orElseThrow(), system.apiKey(), since, Optional.empty()));
                return Optional.empty();
            } finally {
                context.removeEndpoint(server);
            }
        } catch (Exception failed) {
            return Optional.of(sentence(location, failed));
        } finally {
            context.getRegistry().unbind(ssl);
        }
    }

    private void pull(ProducerTemplate camel, PageRequest first, FeedSettings feed) throws Exception {
        PageSequence sequence = new PageSequence(first.pull());
        PullBatch batch = new PullBatch();
        Optional<String> cursor = Optional.empty();
        try {
            do {
                Page page = fetch(camel, first.at(cursor));
                sequence.accept(page);
                batch.add(page);
                cursor = page.next();
                if (batch.full() || cursor.isEmpty()) {
                    deliver(camel, feed, batch, first.since(), sequence.resumeFrom(first.since(), cursor.isEmpty()));
                }
            } while (cursor.isPresent());
        } catch (PageUnusable | PageNotReady | IOException brokenOff) {
            if (!batch.isEmpty()) {
                deliver(camel, feed, batch, first.since(), sequence.resumeFrom(first.since(), false));
            }
            throw brokenOff;
        }
    }

    private static Page fetch(ProducerTemplate camel, PageRequest request) throws Exception {
        Exchange answer =
                camel.send(JsonPageRoute.PAGE, asked -> asked.getMessage().setBody(request));
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getHeader("hubPage", Page.class);
    }

    private static void deliver(
            ProducerTemplate camel,
            FeedSettings feed,
            PullBatch batch,
            Optional<String> since,
            Optional<String> resumeFrom)
            throws Exception {
        String name = feed.pull().orElseThrow().path()
                + since.map(time -> " modified since " + time).orElse("") + ", " + batch.pages()
                + (batch.pages() == 1 ? " page" : " pages");
        Exchange answer = camel.send(Arrival.INTAKE, exchange -> {
            new Arrival(feed, name, resumeFrom).putOn(exchange);
            exchange.getMessage().setBody(batch.content());
        });
        batch.clear();
        if (answer.getException() != null) {
            throw answer.getException();
        }
        DeliveryOutcome outcome = answer.getMessage().getMandatoryBody(DeliveryOutcome.class);
        if (outcome.state() == DeliveryOutcome.State.REJECTED) {
            throw new PageRefused(outcome.problems().stream()
                    .findFirst()
                    .map(DeliveryOutcome.RowProblem::message)
                    .orElse("no reason given"));
        }
    }

    /** Pages whose content was refused; later ones would move the cursor past them. */
    private static final class PageRefused extends Exception {
        private static final long serialVersionUID = 1L;

        PageRefused(String reason) {
            super(reason);
        }
    }

    private Endpoint server(FeedSettings feed, String ssl) {
        PullSettings pull = feed.pull().orElseThrow();
        String base = feed.location().orElseThrow().replaceAll("/+$", "");
        long millis = pull.timeout().toMillis();
        Map<String, Object> options = Map.of(
                "connectTimeout",
                millis,
                "soTimeout",
                millis,
                "responseTimeout",
                millis,
                "connectionRequestTimeout",
                millis,
                "followRedirects",
                false,
                "throwExceptionOnFailure",
                true,
                "disableStreamCache",
                true,
                "copyHeaders",
                false,
                "sslContextParameters",
                "#" + ssl);
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .sorted()
                .collect(java.util.stream.Collectors.joining("&"));
        return context.getEndpoint(base + pull.path() + "?" + query);
    }

    private static String sentence(String server, Exception failure) {
        Throwable cause = failure instanceof CamelExecutionException ? failure.getCause() : failure;
        if (cause instanceof PageUnusable) {
            return server + " " + cause.getMessage();
        }
        if (cause instanceof PageRefused) {
            return "What " + server + " sent was refused whole: " + cause.getMessage();
        }
        if (cause instanceof PageNotReady
                && cause.getCause() instanceof org.apache.camel.http.base.HttpOperationFailedException) {
            return server + " " + cause.getMessage()
                    + ", also after several attempts. It is tried again on the next run.";
        }
        return TransportFailure.sentence(server, cause);
    }
}
