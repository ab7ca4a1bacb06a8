package uk.fosteringhub.core.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;

/**
 * What of one record type can be compared between two systems: the fields that the mappings of both can give a value to.
 * What only one of them can tell says nothing about whether the other is equal.
 *
 * @param compared names of fields, in the record type's order
 * @param onlySystem fields that only the first system's mappings know
 * @param onlyOther fields that only the second system's mappings know
 */
public record Scope(RecordType type, List<String> compared, List<String> onlySystem, List<String> onlyOther) {

    /** The record types that feeds of both systems bring, each with its fields, by name. */
    public static List<Scope> of(HubSettings settings, Mappings mappings, String system, String other) {
        Map<String, Set<String>> told = told(settings, mappings, system);
        Map<String, Set<String>> toldByOther = told(settings, mappings, other);
        return told.keySet().stream()
                .filter(toldByOther::containsKey)
                .flatMap(name -> RecordTypes.named(name).stream())
                .map(type -> of(type, told.get(type.name()), toldByOther.get(type.name())))
                .toList();
    }

    private static Scope of(RecordType type, Set<String> some, Set<String> others) {
        List<String> all = type.fields().stream().map(Field::name).toList();
        return new Scope(
                type,
                all.stream()
                        .filter(field -> some.contains(field) && others.contains(field))
                        .toList(),
                all.stream()
                        .filter(field -> some.contains(field) && !others.contains(field))
                        .toList(),
                all.stream()
                        .filter(field -> !some.contains(field) && others.contains(field))
                        .toList());
    }

    private static Map<String, Set<String>> told(HubSettings settings, Mappings mappings, String system) {
        Map<String, Set<String>> told = new TreeMap<>();
        for (FeedSettings feed : settings.feeds()) {
            if (feed.system().equals(system)) {
                RecordMapping mapping = mappings.named(feed.mapping());
                told.computeIfAbsent(mapping.recordType().name(), type -> new TreeSet<>())
                        .addAll(mapping.fieldNames());
            }
        }
        return told;
    }

    /** The scope of one record type, if both systems bring it. */
    public static Optional<Scope> named(List<Scope> scopes, String record) {
        return scopes.stream()
                .filter(scope -> scope.type().name().equals(record))
                .findFirst();
    }
}
