package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.attribution.sources.SourceRules;

/** All mappings the hub has. */
public interface Mappings {

    /** The names of all mappings, {@code system/record}, sorted. */
    List<String> names();

    /**
     * @throws java.util.NoSuchElementException with a sentence that names the nearest known mapping, if there is none of
     *     this name
     */
    RecordMapping named(String name);

    /** What goes out, by {@code system/record}: the target's name and the record type. */
    default Map<String, OutgoingMapping> outgoing() {
        return Map.of();
    }

    /** What the sources mean that people and systems name. */
    default SourceRules sources() {
        return SourceRules.none();
    }
}
