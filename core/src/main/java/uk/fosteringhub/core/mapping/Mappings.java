package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** The keyspaces whose users say of persons whether they are restricted; sorted. */
    default SortedSet<String> restrictingKeyspaces() {
        return names().stream()
                .map(this::named)
                .filter(RecordMapping::tellsRestricted)
                .map(RecordMapping::keyspace)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What goes out, by {@code system/record}: the target's name and the record type. */
    default Map<String, OutgoingMapping> outgoing() {
        return Map.of();
    }

    /** What the sources mean that people and systems name. */
    default SourceRules sources() {
        return SourceRules.none();
    }
}
