package uk.fosteringhub.core.merge;

import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.records.RecordType;

/** Which systems win for which field: configuration, not code. */
public final class Ownership {
    private final Map<String, Map<String, List<String>>> rules;

    /** @param rules record type → field, or {@code *} for all other fields → systems, the winning one first */
    public Ownership(Map<String, Map<String, List<String>>> rules) {
        this.rules = rules;
    }

    /** 0 for the system that wins; systems that no rule names come after all that are named. */
    int rank(RecordType type, String field, String system) {
        Map<String, List<String>> ofType = rules.getOrDefault(type.name(), Map.of());
        List<String> systems = ofType.getOrDefault(field, ofType.getOrDefault("*", List.of()));
        int rank = systems.indexOf(system);
        return rank < 0 ? systems.size() : rank;
    }
}
