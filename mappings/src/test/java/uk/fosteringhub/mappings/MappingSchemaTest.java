package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.mappings.conversion.Conversions;

/**
 * The schema names every record and field so that editors complete them. After a change of the record types,
 * {@code -Dschema.write=true} writes these parts anew.
 */
class MappingSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path SCHEMA = TheMappingsFolder.path().resolve("mapping.schema.json");

    @Test
    void theSchemaKnowsEveryRecordAndItsFields() throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(SCHEMA.toFile());
        ObjectNode wanted = schema.deepCopy();
        ArrayNode names = JSON.createArrayNode();
        ArrayNode records = JSON.createArrayNode();
        for (RecordType type : RecordTypes.all()) {
            names.add(type.name());
            ObjectNode record = records.addObject();
            ObjectNode when = record.putObject("if");
            when.putObject("properties").putObject("record").put("const", type.name());
            when.putArray("required").add("record");
            ObjectNode fields = record.putObject("then").putObject("properties").putObject("fields");
            fields.put("additionalProperties", false);
            ObjectNode properties = fields.putObject("properties");
            for (Field field : type.fields()) {
                properties.putObject(field.name()).put("$ref", "#/$defs/field");
            }
        }
        ((ObjectNode) wanted.at("/properties/record")).set("enum", names);
        wanted.set("allOf", records);
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(SCHEMA, JSON.writeValueAsString(wanted) + "\n");
            schema = wanted;
        }
        assertThat(JSON.writeValueAsString(schema)).isEqualTo(JSON.writeValueAsString(wanted));
    }

    @Test
    void theSchemaKnowsEveryConversion() throws IOException {
        List<String> known = new ArrayList<>();
        JsonNode schema = JSON.readTree(SCHEMA.toFile());
        schema.at("/$defs/field/properties/as/enum").forEach(name -> known.add(name.asText()));
        assertThat(known).containsExactlyInAnyOrderElementsOf(Conversions.names());
    }

    @Test
    void everyMappingFileNamesTheSchemaForEditors() throws IOException {
        try (Stream<Path> files = Files.walk(TheMappingsFolder.path(), 2)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yml"))
                            // Rules of sources have a form of their own.
                            .filter(file -> !file.getParent().equals(TheMappingsFolder.path())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).get(0))
                            .isEqualTo("# yaml-language-server: $schema=../mapping.schema.json"));
        }
    }
}
