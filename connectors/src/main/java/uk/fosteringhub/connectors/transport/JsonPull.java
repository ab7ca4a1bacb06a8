package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.PullSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Pulls all pages of a feed: those that have come about since the last pull, or a full listing. */
public final class JsonPull {
    private static final Logger LOG = LoggerFactory.getLogger(JsonPull.class);

    private final CamelContext context;

    /** @param context with {@link JsonPageRoute} and a route from {@link Arrival#INTAKE} */
    public JsonPull(CamelContext context) {
        this.context = context;
    }

    /**
     * Returns when the last page has been taken, or the pull had to be broken off.
     *
     * @param since where the last pull ended; empty for the first one. It does not count for a feed whose records do not
     *     say when they were modified: it is listed in full each time
     */
    public void receive(SystemSettings system, FeedSettings feed, Optional<String> since, Reception reception) {
        Optional<String> from =
                since.filter(time -> !feed.pull().orElseThrow().modifiedAt().isEmpty());
        asking(system, feed, from, (camel, first) -> pull(camel, first, feed))
                .ifPresentOrElse(reason -> reception.stopped(feed, reason), () -> reception.done(feed, true));
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
        PullSettings pull = feed.pull().orElseThrow();
        String location = feed.location().orElseThrow();
        String address = location.replaceAll("/+$", "") + pull.path();
        try (ProducerTemplate camel = context.createProducerTemplate();
                HttpService server = HttpService.open(context, address, pull.timeout(), system.trustStore())) {
            asking.ask(camel, new PageRequest(server.endpoint(), pull, system.apiKey(), since, Optional.empty()));
            return Optional.empty();
        } catch (Exception failed) {
            LOG.warn("feed={} outcome=stopped", feed.name(), failed);
            return Optional.of(sentence(location, failed));
        }
    }

    /** What is listed in full says what is gone, so it counts only whole; else each page counts for itself. */
    private static void pull(ProducerTemplate camel, PageRequest first, FeedSettings feed) throws Exception {
        if (feed.kind() == FeedKind.SNAPSHOT) {
            pullWhole(camel, first, feed);
        } else {
            pullPages(camel, first, feed);
        }
    }

    private static void pullWhole(ProducerTemplate camel, PageRequest first, FeedSettings feed) throws Exception {
        try (ListingStream listing = new ListingStream(
                cursor -> fetch(camel, first.at(cursor)), new PageSequence(first.pull(), Clock.systemUTC()))) {
            Arrival arrival = new Arrival(feed, first.pull().path() + ", whole listing", Optional.empty());
            try {
                deliver(camel, arrival, listing);
            } catch (Exception failed) {
                throw listing.failure().orElse(failed);
            }
        }
    }

    private static void pullPages(ProducerTemplate camel, PageRequest first, FeedSettings feed) throws Exception {
        PageSequence sequence = new PageSequence(first.pull(), Clock.systemUTC());
        PullBatch batch = new PullBatch();
        Optional<String> cursor = Optional.empty();
        try {
            do {
                Page page = fetch(camel, first.at(cursor));
                sequence.accept(page);
                batch.add(page);
                cursor = page.next();
                if (batch.full() || cursor.isEmpty()) {
                    deliver(camel, first, feed, batch, sequence, cursor.isEmpty());
                }
            } while (cursor.isPresent());
        } catch (PageUnusable | PageNotReady | IOException brokenOff) {
            if (!batch.isEmpty()) {
                deliver(camel, first, feed, batch, sequence, false);
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
        return answer.getProperty(PageFetch.PAGE, Page.class);
    }

    private static void deliver(
            ProducerTemplate camel,
            PageRequest first,
            FeedSettings feed,
            PullBatch batch,
            PageSequence sequence,
            boolean last)
            throws Exception {
        String name = first.pull().path()
                + first.since().map(time -> " modified since " + time).orElse("") + ", " + batch.pages()
                + (batch.pages() == 1 ? " page" : " pages");
        try (InputStream content = batch.content()) {
            deliver(camel, new Arrival(feed, name, sequence.resumeFrom(first.since(), last), last), content);
        } finally {
            batch.clear();
        }
    }

    private static void deliver(ProducerTemplate camel, Arrival arrival, InputStream content) throws Exception {
        Exchange answer = camel.send(Arrival.INTAKE, exchange -> {
            arrival.putOn(exchange);
            exchange.getMessage().setBody(content);
        });
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
