package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Checks a mapping file's shape against the JSON Schema that editors use too, and says what is wrong in plain words. */
final class SchemaCheck {
    private final JsonNode text;
    private final JsonSchema schema;

    /** @param name of the schema, a file of the mappings folder */
    SchemaCheck(String name) {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("/uk/fosteringhub/mappings/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        name + " is not in the hub's jar: the build is incomplete, build it again");
            }
            this.text = new ObjectMapper().readTree(in);
            this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
        } catch (IOException e) {
            throw new IllegalStateException(name + " in the hub's jar cannot be read", e);
        }
    }

    void check(JsonNode file, Complaints complaints) {
        schema.validate(file).stream()
                .sorted(Comparator.comparing((ValidationMessage message) -> path(message))
                        .thenComparing(ValidationMessage::getMessage))
                .forEach(message -> complaints.add(path(message), sentence(message, file)));
    }

    private String sentence(ValidationMessage message, JsonNode file) {
        JsonNode rule = message.getSchemaNode();
        return switch (message.getType()) {
            case "additionalProperties" -> unknown(message, file);
            case "required" -> message.getProperty() + " is missing; add it.";
            case "enum" ->
                "\"" + found(message) + "\" is not known here"
                        + Nearest.hint(found(message), names(rule)) + " Possible are "
                        + String.join(", ", names(rule)) + ".";
            case "const" -> "this must be " + rule.asText() + ".";
            case "type" -> "this must be " + kinds(rule) + ".";
            case "minItems", "minLength", "minProperties" -> "this must not be empty.";
            default -> message.getMessage() + ".";
        };
    }

    private String unknown(ValidationMessage message, JsonNode file) {
        String name = message.getProperty();
        String path = path(message);
        if (path.equals("fields")) {
            String record = file.path("record").asText();
            List<String> fields = RecordTypes.named(record).stream()
                    .flatMap(type -> type.fields().stream())
                    .map(field -> field.name())
                    .toList();
            return "a " + record + " has no field " + name + Nearest.hint(name, fields) + " Its fields are "
                    + String.join(", ", fields) + ".";
        }
        List<String> known = siblings(message);
        return "there is no setting " + name + " here" + Nearest.hint(name, known) + " Possible are "
                + String.join(", ", known) + ".";
    }

    /** The settings that the schema knows where it found one that it does not. */
    private List<String> siblings(ValidationMessage message) {
        String pointer = message.getSchemaLocation().getFragment().toString().replaceFirst("^#?", "");
        List<String> known = new ArrayList<>();
        text.at(pointer.replaceFirst("/additionalProperties$", "/properties"))
                .fieldNames()
                .forEachRemaining(known::add);
        return known;
    }

    private static String found(ValidationMessage message) {
        JsonNode node = message.getInstanceNode();
        return node == null ? "" : node.asText();
    }

    private static List<String> names(JsonNode rule) {
        List<String> names = new ArrayList<>();
        JsonNode values = rule.has("enum") ? rule.get("enum") : rule;
        if (values.isTextual()) {
            return List.of(values.asText());
        }
        values.forEach(value -> names.add(value.asText()));
        return names;
    }

    private static String kinds(JsonNode rule) {
        return names(rule.has("type") ? rule.get("type") : rule).stream()
                .map(SchemaCheck::kind)
                .collect(Collectors.joining(" or "));
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "a text (put quotes around it if it looks like a number or a date)";
            case "array" -> "a list";
            case "object" -> "a block of settings";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> "a " + type;
        };
    }

    /** {@code fields.birth_date.as} for {@code $.fields.birth_date.as}. */
    private static String path(ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        return path.startsWith("$.") ? path.substring(2) : path.substring(1);
    }
}
