package uk.fosteringhub.core.corrections;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.RecordMapping;

/**
 * The mappings with what is corrected in force. Another process's correction is known a few seconds later. Looking one up
 * takes no lock, since every pushed record does it; only who finds that it is time to look again reads the database.
 */
public final class CorrectedMappings implements Mappings {
    private static final long KNOWN_FOR = Duration.ofSeconds(2).toNanos();

    private final Mappings mappings;
    private final Corrections corrections;
    private final LongSupplier clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    public CorrectedMappings(Mappings mappings, Corrections corrections) {
        this(mappings, corrections, System::nanoTime);
    }

    /** @param clock nanoseconds from any beginning, never backwards */
    public CorrectedMappings(Mappings mappings, Corrections corrections, LongSupplier clock) {
        this.mappings = mappings;
        this.corrections = corrections;
        this.clock = clock;
        this.known = new Known(Map.of(), clock.getAsLong() - 2 * KNOWN_FOR);
    }

    /**
     * What was in force at a time.
     *
     * @param at by the clock, before it was read
     */
    private record Known(Map<String, List<Correction.Fix>> fixes, long at) {}

    @Override
    public List<String> names() {
        return mappings.names();
    }

    @Override
    public RecordMapping named(String name) {
        return CorrectedMapping.of(mappings.named(name), inForce().getOrDefault(name, List.of()));
    }

    @Override
    public Map<String, OutgoingMapping> outgoing() {
        return mappings.outgoing();
    }

    @Override
    public SourceRules sources() {
        return mappings.sources();
    }

    private Map<String, List<Correction.Fix>> inForce() {
        return age() < KNOWN_FOR || !mayRead() ? known.fixes() : read();
    }

    /** While another reads, what was known last does for as long again; then it is waited for. */
    private boolean mayRead() {
        if (reading.tryLock()) {
            return true;
        }
        if (age() < 2 * KNOWN_FOR) {
            return false;
        }
        reading.lock();
        return true;
    }

    private Map<String, List<Correction.Fix>> read() {
        try {
            if (age() >= KNOWN_FOR) {
                long at = clock.getAsLong();
                known = new Known(Map.copyOf(corrections.inForce()), at);
            }
            return known.fixes();
        } finally {
            reading.unlock();
        }
    }

    private long age() {
        return clock.getAsLong() - known.at();
    }
}
