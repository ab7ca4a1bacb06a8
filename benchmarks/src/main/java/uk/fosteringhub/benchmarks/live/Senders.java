package uk.fosteringhub.benchmarks.live;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Systems that push: each with a connection of its own, taking the next push that is due. */
final class Senders implements AutoCloseable {
    private final ExecutorService threads;
    private final List<PushConnection> connections = new ArrayList<>();
    private final Pushes pushes;

    Senders(URI address, long seed, String key, int count) throws IOException {
        this.pushes = new Pushes(seed, address.getAuthority(), key);
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            connections.add(new PushConnection(address));
        }
    }

    /** Sends all of a phase; returns when the last is answered. */
    void send(Phase phase) throws InterruptedException, ExecutionException, IOException {
        for (PushConnection connection : connections) {
            connection.renew();
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        phase.begin();
        for (PushConnection connection : connections) {
            running.add(threads.submit(() -> {
                for (int n = next.getAndIncrement(); n < phase.pushes(); n = next.getAndIncrement()) {
                    byte[] request = pushes.request(phase, n);
                    for (long ahead = phase.due(n) - System.nanoTime();
                            ahead > 0;
                            ahead = phase.due(n) - System.nanoTime()) {
                        LockSupport.parkNanos(ahead);
                    }
                    phase.accepted(n, connection.send(request));
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (PushConnection connection : connections) {
            connection.close();
        }
    }
}
