package uk.fosteringhub.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What must be gone when measuring ends, also when a person ends it before its time: servers, and gigabytes of files. */
public final class Leftovers implements AutoCloseable {

    /** Removes something. Called once. */
    @FunctionalInterface
    public interface Removal {
        void run() throws IOException, SQLException;
    }

    private final Deque<Removal> removals = new ArrayDeque<>();
    private final Thread whenAskedToEnd = new Thread(this::removeAllAtOnce, "remove-leftovers");
    private volatile boolean interrupted;

    /** The last that is added is the first to go. */
    public synchronized void add(Removal removal) {
        if (removals.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(whenAskedToEnd);
        }
        removals.push(removal);
    }

    /** Whether the process was asked to end while something was left. */
    boolean interrupted() {
        return interrupted;
    }

    private void removeAllAtOnce() {
        interrupted = true;
        System.err.println("hub bench: interrupted; no result is written. Clearing up …");
        try {
            removeAll();
        } catch (IOException | SQLException failed) {
            System.err.println("hub bench: not everything could be removed: " + failed);
        }
    }

    private synchronized void removeAll() throws IOException, SQLException {
        while (!removals.isEmpty()) {
            removals.pop().run();
        }
    }

    /** Removes everything, and waits if that is already being done. */
    @Override
    public void close() throws IOException, SQLException {
        removeAll();
        if (!interrupted) {
            Runtime.getRuntime().removeShutdownHook(whenAskedToEnd);
        }
    }
}
