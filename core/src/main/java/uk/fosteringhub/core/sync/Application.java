package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;

/**
 * The second pass over a delivery: one thread reads and maps, a few others write, each chunk in a transaction of its own.
 * Within a delivery every source key stands once, so the order of the chunks does not matter.
 */
final class Application {
    private static final Chunk END = new Chunk();
    private static final int SMALLEST_CHUNK = 500;
    private static final int CHUNKS_PER_WRITER = 5;

    /** Writes one chunk in a transaction. */
    @FunctionalInterface
    interface Writer {
        void write(Chunk chunk);
    }

    private final FeedContext context;
    private final int chunkSize;
    private final int writers;
    private final Writer writer;
    private final Progress progress;

    Application(FeedContext context, int chunkSize, int writers, Writer writer, Progress progress) {
        this.context = context;
        this.chunkSize = chunkSize;
        this.writers = writers;
        this.writer = writer;
        this.progress = progress;
    }

    void apply(DeliveryReader.Pass pass, WorkList work) throws IOException, DeliveryRefused {
        BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers, task -> {
            Thread thread = new Thread(task, "write-" + context.feed().name());
            thread.setDaemon(true);
            return thread;
        });
        AtomicLong done = new AtomicLong();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            running.add(threads.submit(() -> writeAll(queue, done, work.rows())));
        }
        threads.shutdown();
        try {
            new ChunkReader(pass, work, context.mapping().tellsRestricted(), OthersResults.canCome(context))
                    .read(chunkFor(work), chunk -> hand(queue, chunk, running));
            for (int i = 0; i < writers; i++) {
                hand(queue, END, running);
            }
            for (Future<?> writing : running) {
                await(writing);
            }
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** Few changes in a large delivery go in small chunks, so that the first are written while the rest is still read. */
    private int chunkFor(WorkList work) {
        int even = work.work().cardinality() / (CHUNKS_PER_WRITER * writers);
        return Math.min(chunkSize, Math.max(SMALLEST_CHUNK, even));
    }

    private void writeAll(BlockingQueue<Chunk> queue, AtomicLong done, long total) {
        try {
            for (Chunk chunk = queue.take(); chunk != END; chunk = queue.take()) {
                writer.write(chunk);
                progress.at(context.feed().name(), "applying", done.accumulateAndGet(chunk.position, Math::max), total);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for room, but never once a writer has failed. */
    private static void hand(BlockingQueue<Chunk> queue, Chunk chunk, List<Future<?>> running) {
        try {
            do {
                for (Future<?> writing : running) {
                    if (writing.isDone()) {
                        await(writing);
                    }
                }
            } while (!queue.offer(chunk, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "the sync was interrupted; run it again, it goes on where it stopped", stopped);
        }
    }

    private static void await(Future<?> writing) {
        try {
            writing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("a writer failed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "the sync was interrupted; run it again, it goes on where it stopped", stopped);
        }
    }

    /** No transaction may still be open when the caller goes on. */
    private static void awaitEnd(ExecutorService threads) {
        try {
            threads.awaitTermination(5, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
