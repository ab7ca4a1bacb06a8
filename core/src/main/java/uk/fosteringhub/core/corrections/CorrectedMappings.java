package uk.fosteringhub.core.corrections;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.RecordMapping;

/** The mappings with what is corrected in force. Another process's correction is known a few seconds later. */
public final class CorrectedMappings implements Mappings {
    private static final long KNOWN_FOR = Duration.ofSeconds(2).toNanos();

    private final Mappings mappings;
    private final Corrections corrections;
    private Map<String, List<Correction.Fix>> known = Map.of();
    private long knownAt = System.nanoTime() - 2 * KNOWN_FOR;

    public CorrectedMappings(Mappings mappings, Corrections corrections) {
        this.mappings = mappings;
        this.corrections = corrections;
    }

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

    /** There may be others now. */
    public synchronized void lookAgain() {
        knownAt = System.nanoTime() - 2 * KNOWN_FOR;
    }

    private synchronized Map<String, List<Correction.Fix>> inForce() {
        if (System.nanoTime() - knownAt > KNOWN_FOR) {
            known = corrections.inForce();
            knownAt = System.nanoTime();
        }
        return known;
    }
}
