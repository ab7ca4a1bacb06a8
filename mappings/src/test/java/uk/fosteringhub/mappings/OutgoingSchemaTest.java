package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * The schema of outgoing mappings names every record so that editors complete them. After a change of the record types,
 * {@code -Dschema.write=true} writes that part anew.
 */
class OutgoingSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path SCHEMA = TheMappingsFolder.path().resolve("outgoing.schema.json");

    @Test
    void theSchemaKnowsEveryRecord() throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(SCHEMA.toFile());
        ObjectNode wanted = schema.deepCopy();
        ArrayNode names = ((ObjectNode) wanted.at("/properties/record")).putArray("enum");
        RecordTypes.all().stream().map(RecordType::name).forEach(names::add);
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(SCHEMA, JSON.writeValueAsString(wanted) + "\n");
            schema = wanted;
        }
        assertThat(JSON.writeValueAsString(schema)).isEqualTo(JSON.writeValueAsString(wanted));
    }

    @Test
    void everyOutgoingMappingFileNamesTheSchemaForEditors() throws IOException {
        try (Stream<Path> files = Files.walk(TheMappingsFolder.path(), 3)) {
            List<Path> outgoing = files.filter(file -> file.toString().endsWith(".yml"))
                    .filter(file -> file.getParent().endsWith("out"))
                    .toList();
            assertThat(outgoing).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readAllLines(file).get(0))
                    .isEqualTo("# yaml-language-server: $schema=../../outgoing.schema.json"));
        }
    }
}
