package uk.fosteringhub.core.publish;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.settings.OutgoingSettings;

/** Who gets which changes. */
public final class Targets {
    /** The log of all changes. */
    public static final String KAFKA = "kafka";

    /** Nobody gets anything. */
    public static final Targets NONE = new Targets(false, List.of());

    private final boolean kafka;
    private final List<OutgoingSettings> systems;

    public Targets(boolean kafka, List<OutgoingSettings> systems) {
        this.kafka = kafka;
        this.systems = List.copyOf(systems);
    }

    /** Everyone who ever gets changes. */
    public List<String> all() {
        List<String> targets = new ArrayList<>();
        if (kafka) {
            targets.add(KAFKA);
        }
        systems.forEach(target -> targets.add(target.system()));
        return targets;
    }

    /** The systems that have a queue of their own. */
    public List<String> systems() {
        return systems.stream().map(OutgoingSettings::system).toList();
    }

    /**
     * Who gets the changes a delivery causes.
     *
     * @param system who sent it: a change never returns there
     * @param recordType what the changes are about: a target gets only the types it is set to take
     * @param baseline a feed's first load is the state to start from, not news to send on; Kafka, the log of
     *     everything, gets it all the same
     */
    public List<String> of(String system, String recordType, boolean baseline) {
        List<String> targets = new ArrayList<>();
        if (kafka) {
            targets.add(KAFKA);
        }
        if (!baseline) {
            systems.stream()
                    .filter(target -> !target.system().equals(system))
                    .filter(target -> target.records().contains(recordType))
                    .forEach(target -> targets.add(target.system()));
        }
        return targets;
    }
}
