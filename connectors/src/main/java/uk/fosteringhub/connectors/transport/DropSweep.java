package uk.fosteringhub.connectors.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * One emptying of a drop folder. It decides which files are taken and when the folder is empty:
 *
 * <ul>
 *   <li>a file is taken once its size and time have stayed the same for a quiet period, so half-written ones are left
 *       alone; unlike a lock per file this waits once for all files together, and needs no common clock;
 *   <li>files that no name pattern claims are looked into first, so that those recognised by their header take their
 *       place in the order of the feeds;
 *   <li>the folder is empty when a look finds nothing that could be taken now or soon.
 * </ul>
 *
 * The sweep ends in one of two ways: drained, or stopped by a failure.
 */
final class DropSweep implements GenericFileFilter<Object>, PollingConsumerPollStrategy, ExceptionHandler {
    private static final int CONNECT_ATTEMPTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Set<String> UNFINISHED =
            Set.of("part", "partial", "tmp", "temp", "filepart", "crdownload", "writing", "lock", "swp", "inprogress");

    private final FileClaims claims;
    private final Duration quiet;
    /** How long a file that never comes to rest is waited for. */
    private final Duration patience;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<String, Sight> seen = new HashMap<>();
    private final Set<String> dealtWith = new HashSet<>();
    private final Set<String> lookedInto = new HashSet<>();
    private final Set<String> unclaimed = new TreeSet<>();
    private final Set<String> unsettled = new TreeSet<>();

    private boolean recognising = true;
    private boolean anyToRecognise;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private Instant lastTaken = Instant.now();

    /** What a look showed of a file, and since when it has been so. */
    private record Sight(long size, long time, Instant since) {}

    DropSweep(FileClaims claims, Duration quiet, Duration patience) {
        this.claims = claims;
        this.quiet = quiet;
        this.patience = patience;
    }

    /** Completes when the folder is drained, exceptionally when the sweep was stopped. */
    CompletableFuture<Void> end() {
        return end;
    }

    boolean goesOn() {
        return !end.isDone();
    }

    void stop(Exception cause) {
        end.completeExceptionally(cause == null ? new IllegalStateException("the delivery failed") : cause);
    }

    /** Files that belong to no feed and stay where they are, sorted. */
    synchronized List<String> unclaimed() {
        return new ArrayList<>(unclaimed);
    }

    /** Files that were still being written, sorted. */
    synchronized List<String> unsettled() {
        return new ArrayList<>(unsettled);
    }

    /** Whether the file is only to be looked into now. */
    synchronized boolean recognising(String fileName) {
        return claims.feedOf(fileName).isEmpty();
    }

    /** The header was read; the file is taken in its turn if a feed was recognised. */
    synchronized void lookedInto(GenericFile<?> file, Optional<FeedSettings> feed) {
        lookedInto.add(stamp(file));
        feed.ifPresentOrElse(
                known -> claims.recognise(file.getFileNameOnly(), known), () -> unclaimed.add(file.getFileNameOnly()));
    }

    synchronized void dealtWith(GenericFile<?> file) {
        dealtWith.add(stamp(file));
        lastTaken = Instant.now();
    }

    FeedSettings feedOf(String fileName) {
        return claims.feedOf(fileName)
                .orElseThrow(() -> new IllegalStateException("a file that no feed claims was taken"));
    }

    @Override
    public synchronized boolean accept(GenericFile<Object> file) {
        String name = file.getFileNameOnly();
        if (file.isDirectory() || unfinished(name) || claims.notNow(name) || dealtWith.contains(stamp(file))) {
            return false;
        }
        boolean claimed = claims.feedOf(name).isPresent();
        if (!claimed && (lookedInto.contains(stamp(file)) || !isCsv(name))) {
            unclaimed.add(name);
            return false;
        }
        unclaimed.remove(name);
        if (!settled(file)) {
            unsettled.add(name);
            return false;
        }
        anyToRecognise |= !claimed;
        return claimed != recognising;
    }

    private boolean settled(GenericFile<?> file) {
        Sight now = new Sight(file.getFileLength(), file.getLastModified(), Instant.now());
        Sight before = seen.get(file.getFileNameOnly());
        if (before == null || before.size != now.size || before.time != now.time) {
            seen.put(file.getFileNameOnly(), now);
            return quiet.isZero();
        }
        return !now.since.isBefore(before.since.plus(quiet));
    }

    private static boolean unfinished(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith(".") || name.startsWith("~") || name.endsWith("~") || UNFINISHED.contains(ending);
    }

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static String stamp(GenericFile<?> file) {
        return file.getFileNameOnly() + '/' + file.getFileLength() + '/' + file.getLastModified();
    }

    @Override
    public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
        unsettled.clear();
        anyToRecognise = false;
        return goesOn() && !Instant.now().isBefore(notBefore);
    }

    @Override
    public synchronized void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        failures = 0;
        if (polledMessages > 0 || !goesOn()) {
            return;
        }
        if (!unsettled.isEmpty() && Instant.now().isBefore(lastTaken.plus(patience))) {
            return;
        }
        if (recognising && !anyToRecognise) {
            recognising = false;
            if (seen.isEmpty()) {
                end.complete(null);
            }
            return;
        }
        if (!recognising && anyToRecognise) {
            recognising = true;
            return;
        }
        end.complete(null);
    }

    @Override
    public synchronized boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failures++;
        if (failures >= CONNECT_ATTEMPTS || !TransportFailure.passing(cause)) {
            stop(cause);
        }
        notBefore = Instant.now().plus(BETWEEN_ATTEMPTS);
        return false;
    }

    @Override
    public void handleException(Throwable failure) {
        handleException("", null, failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(message, null, failure);
    }

    /** Camel could not fetch a file, or could not move it once it was taken. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        stop(failure instanceof Exception exception ? exception : new IllegalStateException(message, failure));
    }
}
