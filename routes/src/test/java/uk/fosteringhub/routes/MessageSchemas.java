package uk.fosteringhub.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;

/** The JSON Schema of the messages about one record type, made from the record type itself. */
final class MessageSchemas {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private MessageSchemas() {}

    static String of(RecordType type) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:fostering-integration-hub:change:" + type.name() + ":" + OutgoingChange.SCHEMA_VERSION);
        schema.put("title", "Change of a " + type.name().replace('_', ' '));
        schema.put(
                "description",
                "One message: what changed, and the whole golden record as it was when the message was sent. Members that"
                        + " are not listed here may come; they do not change what the others mean.");
        schema.put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        number(properties, "change", "Number of the change. A message may come twice; the number is the same.");
        properties.putObject("recordType").put("const", type.name());
        number(properties, "entity", "Hub id of the record; also the message's key.");
        number(properties, "version", "Which version of the record the change made, from 1.");
        ObjectNode kind = properties.putObject("kind");
        kind.put("description", "An ended record is gone from its sources and keeps its values.");
        kind.putArray("enum").add("created").add("changed").add("ended").add("restored");
        fields(properties, "before", "Older values of the fields that changed; a field that had none is left out.");
        fields(properties, "after", "Newer values of the fields that changed; a field that has none is left out.");
        moment(properties.putObject("changedAt"), "When the hub stored this version.");
        properties
                .putObject("restricted")
                .put(
                        "description",
                        "Whether the record is a restricted person's, or leads to one, at the time of sending.")
                .put("type", "boolean");
        properties.fieldNames().forEachRemaining(required::add);
        number(
                properties,
                "redirectedTo",
                "Only of a record that turned out to be another one: the hub id of that one.");
        properties.putObject("record").put("$ref", "#/$defs/record");
        required.add("record");
        ObjectNode defs = schema.putObject("$defs");
        fieldsOf(type, defs.putObject("fields").put("type", "object").putObject("properties"));
        record(type, defs.putObject("record"));
        return text(schema);
    }

    private static void record(RecordType type, ObjectNode record) {
        record.put(
                "description",
                "The golden record, which may be of a later version than the change. The last message of a key holds the"
                        + " newest.");
        record.put("type", "object");
        ArrayNode required = record.putArray("required");
        ObjectNode properties = record.putObject("properties");
        number(properties, "id", "Hub id.");
        number(properties, "version", "Counts from 1.");
        fieldsOf(type, properties);
        ObjectNode provenance = properties.putObject("provenance");
        provenance.put("description", "For each field, or * for all, the source record that its value came from.");
        provenance.put("type", "object").putObject("additionalProperties").put("type", "string");
        moment(properties.putObject("valid_from"), "When the hub first knew the record.");
        ObjectNode ended = properties.putObject("ended_at");
        ended.put("description", "When its last source ended it; null while it lives.");
        ended.putArray("type").add("string").add("null");
        ended.put("format", "date-time");
        moment(properties.putObject("changed_at"), "When the hub stored this version.");
        properties.fieldNames().forEachRemaining(required::add);
    }

    private static void fieldsOf(RecordType type, ObjectNode properties) {
        for (Field field : type.fields()) {
            ObjectNode property = properties.putObject(field.name());
            switch (field.type()) {
                case TEXT -> nullable(property, "string");
                case CODE -> {
                    property.put("description", "A code, or the text as received where no code table knows it.");
                    nullable(property, "string");
                }
                case DATE -> nullable(property, "string").put("format", "date");
                case TIMESTAMP -> nullable(property, "string").put("format", "date-time");
                case BOOLEAN -> nullable(property, "boolean");
                case INTEGER -> nullable(property, "integer");
                case DECIMAL -> nullable(property, "number");
                case REFERENCE -> {
                    property.put(
                            "description", "Hub id of a " + field.refersTo().replace('_', ' ') + ".");
                    nullable(property, "integer");
                }
            }
        }
    }

    private static void number(ObjectNode properties, String name, String description) {
        properties
                .putObject(name)
                .put("description", description)
                .put("type", "integer")
                .put("minimum", 1);
    }

    private static void fields(ObjectNode properties, String name, String description) {
        ObjectNode fields = properties.putObject(name).put("description", description);
        ArrayNode either = fields.putArray("anyOf");
        either.addObject().put("type", "null");
        either.addObject().put("$ref", "#/$defs/fields");
    }

    private static void moment(ObjectNode property, String description) {
        property.put("description", description).put("type", "string").put("format", "date-time");
    }

    private static ObjectNode nullable(ObjectNode property, String type) {
        property.putArray("type").add(type).add("null");
        return property;
    }

    private static String text(ObjectNode schema) {
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that was made here cannot be written", impossible);
        }
    }
}
