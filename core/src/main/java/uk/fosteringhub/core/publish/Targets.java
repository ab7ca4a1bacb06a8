package uk.fosteringhub.core.publish;

import java.util.ArrayList;
import java.util.List;

/** Who gets which changes. */
public final class Targets {
    /** The log of all changes. */
    public static final String KAFKA = "kafka";

    private final boolean kafka;
    private final List<String> queues;

    public Targets(boolean kafka, List<String> queues) {
        this.kafka = kafka;
        this.queues = List.copyOf(queues);
    }

    /** Everyone who ever gets changes. */
    public List<String> all() {
        return of("", false);
    }

    /**
     * Who gets the changes a delivery causes.
     *
     * @param system who sent it: a change never returns there
     * @param baseline a feed's first delivery is the state to start from, not news to send on; Kafka, the log of
     *     everything, gets it all the same
     */
    public List<String> of(String system, boolean baseline) {
        List<String> targets = new ArrayList<>();
        if (kafka) {
            targets.add(KAFKA);
        }
        if (!baseline) {
            queues.stream().filter(queue -> !queue.equals(system)).forEach(targets::add);
        }
        return targets;
    }
}
