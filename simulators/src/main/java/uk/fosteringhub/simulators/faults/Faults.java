package uk.fosteringhub.simulators.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Which of the next answers go wrong, and how. Safe for use by several threads. */
public final class Faults {
    private final Deque<Fault> coming = new ArrayDeque<>();
    private Optional<Fault> lasting = Optional.empty();

    /** The next so many calls, after those that are already due for a fault, go wrong like this. */
    public synchronized Faults next(int calls, Fault fault) {
        for (int call = 0; call < calls; call++) {
            coming.add(fault);
        }
        return this;
    }

    /** Every call goes wrong like this until {@link #none()}. */
    public synchronized void always(Fault fault) {
        lasting = Optional.of(fault);
    }

    public synchronized void none() {
        coming.clear();
        lasting = Optional.empty();
    }

    /** What goes wrong with this call. */
    public synchronized Optional<Fault> take() {
        return coming.isEmpty() ? lasting : Optional.of(coming.poll());
    }
}
