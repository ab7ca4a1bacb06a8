package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.OutgoingForm.Need;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.outgoing.GoldenPath;
import uk.fosteringhub.mappings.outgoing.OutgoingCondition;
import uk.fosteringhub.mappings.outgoing.OutgoingField;
import uk.fosteringhub.mappings.outgoing.Script;
import uk.fosteringhub.mappings.outgoing.Value;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Reads one entry below {@code fields} of an outgoing mapping. */
final class OutgoingFieldReader {
    private static final String USUAL_DATES = "yyyy-MM-dd";
    private static final String USUAL_TIMES = "iso";
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final JsonNode file;
    private final String keyspace;
    private final CodeTables tables;
    private final OutgoingConditionReader conditions;
    private final Complaints complaints;
    private final Set<Need> keys = new LinkedHashSet<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private Set<String> reads = Set.of();

    /** @param keyspace whose keys stand for references, unless a field says otherwise */
    OutgoingFieldReader(
            JsonNode file,
            String keyspace,
            CodeTables tables,
            OutgoingConditionReader conditions,
            Complaints complaints) {
        this.file = file;
        this.keyspace = keyspace;
        this.tables = tables;
        this.conditions = conditions;
        this.complaints = complaints;
    }

    /** The keys of references that are written. */
    Set<Need> keys() {
        return keys;
    }

    /** The fields that hold true or false, in no words of the target's. */
    Set<String> flags() {
        return flags;
    }

    OutgoingField read(String name, JsonNode node) {
        String path = "fields." + name;
        reads = new LinkedHashSet<>();
        List<OutgoingField.Branch> branches = new ArrayList<>();
        if (node.has("when")) {
            for (String other : List.of("from", "join", "constant", "hub", "if")) {
                if (node.has(other)) {
                    complaints.add(path + "." + other, "with when, this belongs into its branches; move it there.");
                }
            }
            List<JsonNode> parts = Yaml.elements(node, "when");
            for (int i = 0; i < parts.size(); i++) {
                branches.add(branch(parts.get(i), path + ".when[" + i + "]"));
            }
        } else {
            branches.add(branch(node, path));
            String golden =
                    node.isTextual() ? node.asText() : Yaml.text(node, "from").orElse("");
            if (!golden.isEmpty() && words(node).isEmpty() && isFlag(golden, path)) {
                flags.add(name);
            }
        }
        return new OutgoingField(
                name,
                node.isTextual() ? node.asText() : Yaml.text(node, "from").orElse(""),
                Set.copyOf(reads),
                branches,
                Yaml.flag(node, "required"),
                node.path("maxLength").asInt(0),
                Yaml.flag(node, "cut"));
    }

    private OutgoingField.Branch branch(JsonNode node, String path) {
        OutgoingCondition condition =
                node.has("if") ? conditions.read(node.get("if"), path + ".if") : OutgoingCondition.allOf(List.of());
        return new OutgoingField.Branch(condition, value(node, path));
    }

    private Value value(JsonNode node, String path) {
        if (node.isTextual()) {
            return golden(node.asText(), node, path);
        }
        if (List.of("from", "join", "constant", "hub").stream()
                        .filter(node::has)
                        .count()
                != 1) {
            complaints.add(path, "say where the value comes from, in one way: from, join, constant or hub.");
            return Value.constant("");
        }
        if (node.has("constant")) {
            return Value.constant(node.get("constant").asText());
        }
        if (node.has("hub")) {
            return Value.OfTheHub.valueOf(
                    node.get("hub").asText().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        }
        if (node.has("join")) {
            return Value.joined(
                    Yaml.texts(node, "join").stream()
                            .map(part -> golden(part, node, path))
                            .toList(),
                    Yaml.text(node, "separator").orElse(" "));
        }
        return golden(node.get("from").asText(), node, path);
    }

    private Value golden(String written, JsonNode node, String path) {
        return conditions
                .golden(written, path)
                .map(golden -> {
                    reads.add(golden.reference().orElse(golden.name()));
                    return Value.golden(golden, script(golden, node, path));
                })
                .orElse(Value.constant(""));
    }

    private Script script(GoldenPath golden, JsonNode node, String path) {
        if (node.has("table")) {
            return code(golden, node, path);
        }
        return switch (golden.field().type()) {
            case DATE -> Script.dated(form(node, "dates", USUAL_DATES, path));
            case TIMESTAMP -> Script.dated(form(node, "times", USUAL_TIMES, path));
            case BOOLEAN -> words(node, path);
            case REFERENCE -> reference(golden, node, path);
            default -> Script.plain();
        };
    }

    private boolean isFlag(String golden, String path) {
        return conditions
                .golden(golden, path)
                .filter(found -> found.field().type() == FieldType.BOOLEAN)
                .isPresent();
    }

    private List<String> words(JsonNode node) {
        return node.has("yesNo") ? Yaml.texts(node, "yesNo") : Yaml.texts(file, "yesNo");
    }

    private Script words(JsonNode node, String path) {
        List<String> words = words(node);
        if (!words.isEmpty() && words.size() != 2) {
            complaints.add(path, "yesNo takes two words: [Y, N].");
            return Script.plain();
        }
        return words.isEmpty() ? Script.words("Y", "N") : Script.words(words.get(0), words.get(1));
    }

    private Script code(GoldenPath golden, JsonNode node, String path) {
        String name = node.get("table").asText();
        Optional<CodeTable> table = tables.named(name);
        if (table.isEmpty()) {
            complaints.add(
                    path + ".table",
                    "there is no code table codes/" + name + ".csv" + Nearest.hint(name, tables.names()));
            return Script.plain();
        }
        if (golden.field().type() != FieldType.CODE) {
            complaints.add(path + ".table", golden.name() + " holds no code; take this setting out.");
        }
        boolean label = Yaml.text(node, "write").orElse("code").equals("label");
        return Script.code(
                name,
                canonical -> {
                    CodeTable.Written written = table.get().written(canonical);
                    return written == null ? null : label ? written.label() : written.code();
                },
                Script.Unknown.valueOf(Yaml.text(node, "unknown").orElse("keep").toUpperCase(Locale.ROOT)));
    }

    private Script reference(GoldenPath golden, JsonNode node, String path) {
        String of = Yaml.text(node, "keyspace").orElse(keyspace);
        if (golden.reference().isPresent()) {
            complaints.add(path, "a reference of another record cannot be written; only what stands one step away.");
        }
        keys.add(new Need(golden.name(), of));
        return Script.key(of, golden.field().refersTo());
    }

    private DateTimeFormatter form(JsonNode node, String setting, String usual, String path) {
        String pattern =
                Yaml.text(node, "format").or(() -> Yaml.text(file, setting)).orElse(usual);
        if (pattern.equals("iso")) {
            return setting.equals("times") ? ISO : DateTimeFormatter.ISO_LOCAL_DATE;
        }
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        } catch (IllegalArgumentException wrong) {
            complaints.add(
                    path,
                    "\"" + pattern
                            + "\" is not a form of a date: write iso, or a pattern such as dd/MM/yyyy HH:mm (y year,"
                            + " M month, d day, H hour, m minute, s second).");
            return ISO;
        }
    }
}
