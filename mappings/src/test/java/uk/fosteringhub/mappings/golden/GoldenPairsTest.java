package uk.fosteringhub.mappings.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.mappings.TheMappingsFolder;

/**
 * Every {@code <system>/golden/<record>/NAME.csv}, {@code .json}, {@code .xml} or {@code .hl7} gives what {@code NAME.expected.json} says. After a
 * wanted change of a mapping, {@code -Dgolden.write=true} writes the expected files anew; read the difference before
 * keeping it.
 */
class GoldenPairsTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Mappings MAPPINGS = TheMappingsFolder.load();

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void aGoldenInputGivesItsExpectedRecords(Path relative) throws Exception {
        Path input = TheMappingsFolder.path().resolve(relative);
        var mapping = MAPPINGS.named(mappingOf(relative));
        JsonNode actual = GoldenOutput.of(GoldenInput.read(input, mapping), mapping);
        Path expected =
                input.resolveSibling(input.getFileName().toString().replaceFirst("\\.[a-z0-9]+$", ".expected.json"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, JSON.writeValueAsString(actual) + "\n");
        }
        assertThat(JSON.writeValueAsString(actual))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(expected.toFile())));
    }

    @Test
    void everyMappingHasGoldenPairs() throws IOException {
        List<String> covered =
                inputs().map(GoldenPairsTest::mappingOf).distinct().toList();
        assertThat(covered).containsExactlyInAnyOrderElementsOf(MAPPINGS.names());
    }

    static Stream<Path> inputs() throws IOException {
        Path root = TheMappingsFolder.path();
        try (Stream<Path> files = Files.walk(root, 4)) {
            return files
                    .map(root::relativize)
                    .filter(path -> path.getNameCount() == 4
                            && path.getName(1).toString().equals("golden"))
                    .filter(path -> !path.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** {@code lcs/persons} for {@code lcs/golden/persons/usual.csv}. */
    private static String mappingOf(Path relative) {
        return relative.getName(0) + "/" + relative.getName(2);
    }
}
