package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one process at a time start, join or stop the server of a folder. The file lock ends with the process that holds
 * it, however that ends; the lock in memory is there because file locks do not keep threads of one process apart.
 */
final class FolderLock {
    private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();

    /** Something done while nobody else may touch the server. */
    interface Action<T> {
        T perform() throws IOException;
    }

    private FolderLock() {}

    static <T> T whileHolding(Path file, Action<T> action) throws IOException {
        WITHIN_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return action.perform();
        } finally {
            WITHIN_THIS_PROCESS.unlock();
        }
    }
}
