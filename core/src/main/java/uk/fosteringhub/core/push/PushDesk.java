package uk.fosteringhub.core.push;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * Takes in pushed messages. One thread writes: what comes while it commits waits a few milliseconds and goes into its next
 * transaction, all of it, so that many messages share one flush of the disk and a single one waits for nobody.
 */
public final class PushDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PushDesk.class);
    private static final int MOST_AT_ONCE = 500;
    /** How often an idle writer looks whether the desk has closed. */
    private static final int LOOK_UP_MILLIS = 200;

    private static final int CLOSE_MILLIS = 30_000;

    private final PushLog log;
    private final Consumer<String> kept;
    private final BlockingQueue<Waiting> waiting;
    private final Thread writer = new Thread(this::write, "push-desk");
    private volatile boolean closed;

    private record Waiting(PushedMessage message, CompletableFuture<PushReceipt> receipt) {}

    /**
     * @param room most messages that wait to be written
     * @param kept hears the name of each feed that has new messages; must return at once
     */
    public PushDesk(PushLog log, int room, Consumer<String> kept) {
        this.log = log;
        this.kept = kept;
        this.waiting = new ArrayBlockingQueue<>(room);
        writer.start();
    }

    /**
     * Hands a message in.
     *
     * @return completes once the message outlasts a crash, or with {@link StoreUnavailable} if it could not be kept
     * @throws PushDeskFull if more wait than there is room for
     */
    public CompletableFuture<PushReceipt> handIn(PushedMessage message) throws PushDeskFull {
        Waiting one = new Waiting(message, new CompletableFuture<>());
        if (closed || !waiting.offer(one)) {
            throw new PushDeskFull();
        }
        if (closed) {
            // Perhaps nobody looks any more. If the writer did take it after all, its answer is too late and the
            // message is kept all the same: the sender sends it again under its key.
            refuseWaiting();
        }
        return one.receipt();
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (!closed) {
                Waiting first = waiting.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.clear();
                    batch.add(first);
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    keep(batch);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            refuseWaiting();
        }
    }

    private void keep(List<Waiting> batch) {
        try {
            List<PushReceipt> receipts =
                    log.keep(batch.stream().map(Waiting::message).toList());
            Set<String> feeds = new HashSet<>();
            for (int i = 0; i < batch.size(); i++) {
                if (receipts.get(i).kept() == PushReceipt.Kept.NEW) {
                    feeds.add(batch.get(i).message().feed());
                }
            }
            feeds.forEach(kept);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).receipt().complete(receipts.get(i));
            }
        } catch (RuntimeException failed) {
            LOG.warn("messages={} outcome=not-kept {}", batch.size(), failed.getMessage());
            batch.forEach(one -> one.receipt().completeExceptionally(failed));
        }
    }

    private void refuseWaiting() {
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            one.receipt()
                    .completeExceptionally(new StoreUnavailable(
                            "The hub is shutting down. Nothing of this message was taken; send it again.", null));
        }
    }

    /** Finishes the transaction under way; what still waits is refused. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
