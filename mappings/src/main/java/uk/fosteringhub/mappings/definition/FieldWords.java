package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.MappedField;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.mappings.conversion.Conversions;

/** Says in words what a mapping file does with a field. */
final class FieldWords {
    private FieldWords() {}

    static MappedField of(Field field, JsonNode node) {
        Set<String> columns = new LinkedHashSet<>();
        List<String> rules = new ArrayList<>();
        if (node.has("when")) {
            for (JsonNode branch : Yaml.elements(node, "when")) {
                columns(branch, columns);
                String condition = branch.has("if") ? "if " + words(branch.get("if")) + ": " : "otherwise: ";
                rules.add(condition + rule(field, branch));
            }
        } else {
            columns(node, columns);
            rules.add(rule(field, node));
        }
        if (Yaml.flag(node, "required")) {
            rules.add("must be there");
        }
        return new MappedField(
                field.name(),
                List.copyOf(columns),
                String.join("; ", rules),
                Yaml.text(node, "note").orElse(""));
    }

    private static void columns(JsonNode node, Set<String> columns) {
        if (node.isTextual()) {
            columns.add(node.asText());
            return;
        }
        columns.addAll(Yaml.texts(node, "from"));
        columns.addAll(Yaml.texts(node, "join"));
    }

    private static String rule(Field field, JsonNode node) {
        if (node.has("constant")) {
            return "always " + node.get("constant").asText();
        }
        List<String> parts = new ArrayList<>();
        parts.add("as " + Yaml.text(node, "as").orElse(Conversions.usualFor(field.type())));
        add(parts, node, "table", "by the code table ");
        add(parts, node, "keyspace", "in the keys of ");
        add(parts, node, "formats", "written ");
        add(parts, node, "maxLength", "at most characters: ");
        add(parts, node, "min", "at least ");
        add(parts, node, "max", "at most ");
        add(parts, node, "notBefore", "not before ");
        add(parts, node, "yes", "yes is ");
        add(parts, node, "no", "no is ");
        add(parts, node, "none", "nothing is ");
        add(parts, node, "take", "of several rows the ");
        if (Yaml.texts(node, "from").size() > 1) {
            parts.add("the first column that is there");
        }
        if (node.has("join")) {
            parts.add("the columns joined");
        }
        if (node.has("split")) {
            parts.add("part " + node.get("split").get("part").asText() + ", split at '"
                    + node.get("split").get("by").asText() + "'");
        }
        if (Yaml.flag(node, "notFuture")) {
            parts.add("not in the future");
        }
        if (Yaml.flag(node, "strict")) {
            parts.add(node.has("table") ? "unknown codes fail" : "what cannot be read fails");
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, JsonNode node, String setting, String words) {
        if (node.has(setting)) {
            parts.add(words + words(node.get(setting)));
        }
    }

    /** Conditions and lists as they stand in the file, without its punctuation. */
    private static String words(JsonNode node) {
        return node.isValueNode()
                ? node.asText()
                : node.toString().replaceAll("[\"{}]", "").replace(":", ": ").replace(",", ", ");
    }
}
