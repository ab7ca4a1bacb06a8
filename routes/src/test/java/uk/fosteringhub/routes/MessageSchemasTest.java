package uk.fosteringhub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * The published schemas say what the record types say. After a wanted change of these, {@code -Dschema.write=true} writes
 * them anew. A field that goes, or means something else, also needs a new {@code SCHEMA_VERSION}.
 */
class MessageSchemasTest {
    private static final Path FOLDER = Path.of("..", "docs", "schemas");

    static List<RecordType> types() {
        return RecordTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void thePublishedSchemaIsThatOfTheRecordType(RecordType type) throws IOException {
        Path file = FOLDER.resolve(type.name() + ".json");
        if (Boolean.getBoolean("schema.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, MessageSchemas.of(type));
        }
        assertThat(file).hasContent(MessageSchemas.of(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void thePublishedSchemaIsASchema(RecordType type) {
        var metaschema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(metaschema.validate(MessageSchemas.of(type), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void everySchemaThatIsPublishedIsOfARecordTypeThatIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            types().stream().map(RecordType::name).toList());
        }
    }
}
