package uk.fosteringhub.core.merge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.records.RecordType;

/** Which systems win for which field: configuration, not code. */
public final class Ownership {
    /**
     * Stands in a rule instead of systems: the field, which holds true or false, is true if any source says so. For what
     * must not be lost because a system of higher rank knows nothing of it, such as a restricted record.
     */
    public static final String ANY = "any";

    private final Map<String, Map<String, List<String>>> rules;

    /** @param rules record type → field, or {@code *} for all other fields → systems, the winning one first */
    public Ownership(Map<String, Map<String, List<String>>> rules) {
        this.rules = rules;
    }

    /** All rules as one text, the same for the same rules. */
    public String text() {
        TreeMap<String, Map<String, List<String>>> sorted = new TreeMap<>();
        rules.forEach((type, fields) -> sorted.put(type, new TreeMap<>(fields)));
        return sorted.toString();
    }

    /** 0 for the system that wins; systems that no rule names come after all that are named. */
    int rank(RecordType type, String field, String system) {
        List<String> systems = systems(type, field);
        int rank = systems.indexOf(system);
        return rank < 0 ? systems.size() : rank;
    }

    /** Whether one source that says "true" is enough. */
    boolean trueIfAnySaysSo(RecordType type, String field) {
        return systems(type, field).equals(List.of(ANY));
    }

    /** The systems that win for a field, in order, or {@link #ANY} alone; empty if there is no rule. */
    public List<String> systems(RecordType type, String field) {
        Map<String, List<String>> ofType = rules.getOrDefault(type.name(), Map.of());
        return ofType.getOrDefault(field, ofType.getOrDefault("*", List.of()));
    }
}
