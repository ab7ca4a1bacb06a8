package uk.fosteringhub.routes.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.SystemSettings;

/**
 * Who wins where systems disagree: {@code hub.ownership.<record>.<field or others>: [systems]}, or {@code any} for a field
 * that is true if any of them says so.
 */
final class OwnershipReader {
    private final Values values;
    private final Set<String> systems;

    OwnershipReader(Values values, List<SystemSettings> systems) {
        this.values = values;
        // the hub has its say by its rules, whether or not it has any yet
        this.systems = Stream.concat(systems.stream().map(SystemSettings::name), Stream.of("hub"))
                .collect(Collectors.toSet());
    }

    Map<String, Map<String, List<String>>> read(Map<String, Map<String, List<String>>> written) {
        Map<String, Map<String, List<String>>> ownership = new HashMap<>();
        written.forEach((record, fields) -> {
            Optional<RecordType> type = RecordTypes.named(record);
            if (type.isEmpty()) {
                values.problem(
                        "hub.ownership." + record, "names no record of the hub; write one of " + records() + ".");
            } else {
                Map<String, List<String>> owned = new HashMap<>();
                fields.forEach((field, owners) -> owned.put(fieldNamed(type.get(), field), owners));
                ownership.put(record, Map.copyOf(owned));
                owned.forEach((field, owners) -> check(type.get(), field, owners));
            }
        });
        return Map.copyOf(ownership);
    }

    private void check(RecordType type, String field, List<String> owners) {
        String setting = "hub.ownership." + type.name() + "." + field;
        if (!field.equals("*") && !type.has(field)) {
            values.problem(
                    setting, "names no field of " + type.name() + "; correct it, or write others for all the rest.");
        }
        if (owners.contains(Ownership.ANY)) {
            checkAny(setting, type, field, owners);
            return;
        }
        owners.stream()
                .filter(system -> !systems.contains(system))
                .forEach(system -> values.problem(
                        setting,
                        "names the system '" + system + "', which has no block in config/systems; correct it."));
    }

    private void checkAny(String setting, RecordType type, String field, List<String> owners) {
        if (owners.size() > 1) {
            values.problem(setting, "holds any beside systems; write any alone, or only systems.");
        }
        if (!type.has(field) || type.field(field).type() != FieldType.BOOLEAN) {
            values.problem(
                    setting,
                    "is any, which fits only a field that holds true or false; write the systems that win, in order.");
        }
    }

    /** Settings' names lose their underscores on the way here. */
    private static String fieldNamed(RecordType type, String written) {
        if (written.equals("others")) {
            return "*";
        }
        return type.fields().stream()
                .map(Field::name)
                .filter(name -> name.replace("_", "").equals(written.replaceAll("[-_]", "")))
                .findFirst()
                .orElse(written);
    }

    private static String records() {
        return RecordTypes.all().stream().map(RecordType::name).collect(Collectors.joining(", "));
    }
}
