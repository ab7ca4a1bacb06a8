package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.SystemSettings;

/** Takes all files that wait in a drop folder. */
public final class FileDrop {
    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);
    private static final AtomicLong SWEEPS = new AtomicLong();
    private static final int POLL_MILLIS = 200;

    private final CamelContext context;
    private final Mappings mappings;
    private final Duration quiet;
    private final Duration patience;

    /**
     * @param context with {@link FileDropTemplate} and a route from {@link Arrival#INTAKE}
     * @param quiet how long a file must stay as it is before it counts as written
     * @param patience how long a file that keeps changing is waited for
     */
    public FileDrop(CamelContext context, Mappings mappings, Duration quiet, Duration patience) {
        this.context = context;
        this.mappings = mappings;
        this.quiet = quiet;
        this.patience = patience;
    }

    /**
     * Returns when the folder is empty, or could not be read further.
     *
     * @param feeds those of the system that come from this one location
     * @param dryRun files stay where they are, and are not acknowledged
     */
    public void receive(SystemSettings system, List<FeedSettings> feeds, boolean dryRun, Reception reception) {
        DropPlace place = new DropPlace(context, system, feeds.get(0).location().orElseThrow());
        FileClaims claims = new FileClaims(feeds, others(system, feeds));
        DropSweep sweep = new DropSweep(claims, quiet, patience);
        try {
            run(place, sweep, new DropDesk(sweep, new HeaderGlance(mappings), feeds, dryRun, Clock.systemUTC()));
            if (sweep.unclaimed().isEmpty() && sweep.unsettled().isEmpty()) {
                // an empty FTP folder and one that is not there look the same
                place.probe();
            }
            leftovers(sweep, claims, feeds.get(0), reception);
            Set<String> unfinished = sweep.unsettled().stream()
                    .flatMap(name -> claims.feedOf(name).stream())
                    .map(FeedSettings::name)
                    .collect(Collectors.toSet());
            feeds.forEach(feed -> reception.done(feed, !unfinished.contains(feed.name())));
        } catch (CompletionException stopped) {
            stop(place, feeds, stopped.getCause(), reception);
        } catch (Exception failed) {
            stop(place, feeds, failed, reception);
        }
    }

    private static List<FeedSettings> others(SystemSettings system, List<FeedSettings> feeds) {
        return system.feeds().stream()
                .filter(feed -> feed.way() == FeedWay.FILE_DROP && !feeds.contains(feed))
                .filter(feed -> feed.location().equals(feeds.get(0).location()))
                .toList();
    }

    private static void stop(DropPlace place, List<FeedSettings> feeds, Throwable cause, Reception reception) {
        LOG.warn("system={} outcome=stopped", feeds.get(0).system(), cause);
        String reason = TransportFailure.sentence(place.described(), cause);
        feeds.forEach(feed -> reception.stopped(feed, reason));
    }

    /** Tries the location without taking anything: empty if it can be read, otherwise why not. */
    public java.util.Optional<String> probe(SystemSettings system, String location) {
        DropPlace place = new DropPlace(context, system, location);
        try {
            place.probe();
            return java.util.Optional.empty();
        } catch (Exception failed) {
            return java.util.Optional.of(TransportFailure.sentence(place.described(), failed));
        }
    }

    private void run(DropPlace place, DropSweep sweep, DropDesk desk) throws Exception {
        String id = "file-drop-" + SWEEPS.incrementAndGet();
        GenericFileEndpoint<?> incoming = prepared(place, sweep);
        GenericFileEndpoint<?> acknowledgements = place.outgoing("ack");
        context.getRegistry().bind(id, desk);
        try {
            context.addRouteFromTemplate(
                    id,
                    FileDropTemplate.ID,
                    Map.of(
                            "place", incoming.getEndpointUri(),
                            "acknowledgements", acknowledgements.getEndpointUri(),
                            "desk", id));
            sweep.end().join();
        } finally {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
            context.getRegistry().unbind(id);
            place.forget(incoming);
            place.forget(acknowledgements);
        }
    }

    private static GenericFileEndpoint<?> prepared(DropPlace place, DropSweep sweep) throws IOException {
        @SuppressWarnings("unchecked")
        GenericFileEndpoint<Object> incoming = (GenericFileEndpoint<Object>) place.incoming();
        incoming.setFilter(sweep);
        incoming.setSorter(inOrderOfFeeds(sweep));
        incoming.setProcessStrategy(new Filing<>(sweep));
        incoming.setPollStrategy(sweep);
        incoming.setExceptionHandler(sweep);
        incoming.setBridgeErrorHandler(false);
        incoming.setOnCompletionExceptionHandler(sweep);
        incoming.setInitialDelay(0);
        incoming.setDelay(POLL_MILLIS);
        return incoming;
    }

    private static Comparator<GenericFile<Object>> inOrderOfFeeds(DropSweep sweep) {
        return Comparator.<GenericFile<Object>>comparingInt(file -> sweep.recognising(file.getFileNameOnly())
                        ? 0
                        : sweep.feedOf(file.getFileNameOnly()).order())
                .thenComparing(GenericFile::getFileNameOnly);
    }

    private static void leftovers(DropSweep sweep, FileClaims claims, FeedSettings first, Reception reception) {
        if (!sweep.unclaimed().isEmpty()) {
            reception.note(
                    first,
                    "Left where they are, since neither their name nor their header belongs to a feed: "
                            + String.join(", ", sweep.unclaimed()) + ".");
        }
        sweep.unsettled()
                .forEach(name -> reception.note(
                        claims.feedOf(name).orElse(first),
                        "Left for the next run, since it is still being written: " + name + "."));
    }
}
