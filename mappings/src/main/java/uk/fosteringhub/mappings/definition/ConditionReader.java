package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.mapper.ConditionPlan;
import uk.fosteringhub.mappings.mapper.SourcePlan;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Reads conditions: {@code column} or {@code field} with a test, and {@code all}, {@code any}, {@code not} of others. */
final class ConditionReader {
    private final RecordType type;
    private final FileSettings settings;
    private final Complaints complaints;

    ConditionReader(RecordType type, FileSettings settings, Complaints complaints) {
        this.type = type;
        this.settings = settings;
        this.complaints = complaints;
    }

    /**
     * @param known the fields that have their value already when the condition is looked at
     */
    ConditionPlan read(JsonNode node, String path, Set<String> known) {
        List<ConditionPlan> parts = new ArrayList<>();
        if (node.has("all")) {
            parts.add(new ConditionPlan.AllOf(list(node, "all", path, known)));
        }
        if (node.has("any")) {
            parts.add(new ConditionPlan.AnyOf(list(node, "any", path, known)));
        }
        if (node.has("not")) {
            parts.add(new ConditionPlan.Not(read(node.get("not"), path + ".not", known)));
        }
        if (node.has("column")) {
            column(node, path, parts);
        } else if (node.has("field")) {
            field(node, path, known, parts);
        }
        if (!node.has("column") && !node.has("field") && parts.isEmpty()) {
            complaints.add(
                    path, "this condition tests nothing; give a column or a field and equals, in, empty or digits.");
        }
        return parts.size() == 1 ? parts.get(0) : new ConditionPlan.AllOf(parts);
    }

    private List<ConditionPlan> list(JsonNode node, String name, String path, Set<String> known) {
        List<ConditionPlan> parts = new ArrayList<>();
        List<JsonNode> elements = Yaml.elements(node, name);
        for (int i = 0; i < elements.size(); i++) {
            parts.add(read(elements.get(i), path + "." + name + "[" + i + "]", known));
        }
        return parts;
    }

    private void column(JsonNode node, String path, List<ConditionPlan> parts) {
        SourcePlan source = SourcePlan.column(node.get("column").asText(), settings.none());
        Set<String> texts = texts(node);
        if (!texts.isEmpty()) {
            parts.add(
                    node.has("table") ? codeIn(source, node, path, texts) : new ConditionPlan.ColumnIn(source, texts));
        } else if (node.has("table")) {
            complaints.add(path + ".table", "a code table only serves equals and in; add one of them, or take it out.");
        }
        if (node.has("empty")) {
            ConditionPlan empty = new ConditionPlan.ColumnEmpty(source);
            parts.add(node.get("empty").asBoolean() ? empty : new ConditionPlan.Not(empty));
        }
        if (node.has("digits")) {
            ConditionPlan digits = new ConditionPlan.ColumnDigits(source);
            parts.add(node.get("digits").asBoolean() ? digits : new ConditionPlan.Not(digits));
        }
        if (node.has("notBefore")) {
            complaints.add(path, "notBefore compares two fields; name a field instead of a column.");
        } else if (texts.isEmpty() && !node.has("empty") && !node.has("digits")) {
            complaints.add(path, "say what the column must be: equals, in, empty or digits.");
        }
    }

    private ConditionPlan codeIn(SourcePlan source, JsonNode node, String path, Set<String> codes) {
        Optional<CodeTable> table = settings.table(node.get("table").asText(), path + ".table", complaints);
        if (table.isEmpty()) {
            return ConditionPlan.always();
        }
        Set<String> known = new TreeSet<>(table.get().all().keySet());
        new TreeSet<>(codes)
                .stream()
                        .filter(code -> !known.contains(code))
                        .forEach(code -> complaints.add(
                                path,
                                "the table " + table.get().name() + " has no canonical code " + code
                                        + Nearest.hint(code, known) + " Possible are " + String.join(", ", known)
                                        + "."));
        return new ConditionPlan.CodeIn(source, table.get(), codes);
    }

    private void field(JsonNode node, String path, Set<String> known, List<ConditionPlan> parts) {
        if (node.has("table")) {
            complaints.add(
                    path + ".table", "a field already holds its canonical code; name a column, or take the table out.");
        }
        if (node.has("digits")) {
            complaints.add(path + ".digits", "digits are looked for in a column as received; name a column.");
        }
        String name = node.get("field").asText();
        if (!exists(name, path + ".field", known)) {
            return;
        }
        int index = type.indexOf(name);
        Set<String> texts = texts(node);
        if (!texts.isEmpty()) {
            parts.add(new ConditionPlan.FieldIn(index, texts));
        }
        if (node.has("empty")) {
            ConditionPlan empty = new ConditionPlan.FieldEmpty(index);
            parts.add(node.get("empty").asBoolean() ? empty : new ConditionPlan.Not(empty));
        }
        if (node.has("notBefore")) {
            order(name, node.get("notBefore").asText(), path + ".notBefore", known, parts);
        } else if (texts.isEmpty() && !node.has("empty")) {
            complaints.add(path, "say what the field must be: equals, in, empty or notBefore.");
        }
    }

    private void order(String later, String earlier, String path, Set<String> known, List<ConditionPlan> parts) {
        if (!exists(earlier, path, known)) {
            return;
        }
        FieldType kind = type.field(later).type();
        if (kind != type.field(earlier).type() || (kind != FieldType.DATE && kind != FieldType.TIMESTAMP)) {
            complaints.add(
                    path,
                    "only two dates or two timestamps can be compared; " + later + " and " + earlier
                            + " are not that.");
            return;
        }
        parts.add(new ConditionPlan.FieldOrder(type.indexOf(later), type.indexOf(earlier)));
    }

    private boolean exists(String name, String path, Set<String> known) {
        List<String> all = type.fields().stream().map(field -> field.name()).toList();
        if (!type.has(name)) {
            complaints.add(path, "a " + type.name() + " has no field " + name + Nearest.hint(name, all));
            return false;
        }
        if (!known.contains(name)) {
            complaints.add(
                    path,
                    "the field " + name + " must be mapped further up in the file before a condition can use it.");
            return false;
        }
        return true;
    }

    private static Set<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>(Yaml.texts(node, "equals"));
        texts.addAll(Yaml.texts(node, "in"));
        return Set.copyOf(texts);
    }
}
