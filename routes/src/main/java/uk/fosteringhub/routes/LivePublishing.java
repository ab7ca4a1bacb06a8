package uk.fosteringhub.routes;

import java.util.List;

/** Hands changes on at once when they are made between the runs: a worker per target, so that none waits for another. */
public final class LivePublishing implements AutoCloseable {
    private final List<WakeableWorker> workers;

    public LivePublishing(Publisher publisher, List<String> targets) {
        this.workers = targets.stream()
                .map(target -> new WakeableWorker("publish-" + target, () -> handOn(publisher, target)))
                .toList();
    }

    /** A target that cannot be reached is tried again with the next change, and every minute. */
    private static boolean handOn(Publisher publisher, String target) {
        publisher.handOnAll(target);
        return false;
    }

    public void wake() {
        workers.forEach(WakeableWorker::wake);
    }

    @Override
    public void close() {
        workers.forEach(WakeableWorker::close);
    }
}
