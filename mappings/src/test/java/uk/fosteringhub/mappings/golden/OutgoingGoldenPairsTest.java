package uk.fosteringhub.mappings.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.mappings.TheMappingsFolder;

/**
 * Every {@code <system>/out/golden/<record>/NAME.json} gives what {@code NAME.expected.json} says. After a wanted change
 * of a mapping, {@code -Dgolden.write=true} writes the expected files anew; read the difference before keeping it.
 */
class OutgoingGoldenPairsTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Mappings MAPPINGS = TheMappingsFolder.load();

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void aGoldenChangeGivesItsExpectedFields(Path relative) throws IOException {
        Path input = TheMappingsFolder.path().resolve(relative);
        OutgoingMapping mapping = MAPPINGS.outgoing().get(mappingOf(relative));
        JsonNode actual = results(JSON.readTree(input.toFile()), mapping);
        Path expected = input.resolveSibling(input.getFileName().toString().replaceFirst("\\.json$", ".expected.json"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, JSON.writeValueAsString(actual) + "\n");
        }
        assertThat(JSON.writeValueAsString(actual))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(expected.toFile())));
    }

    @Test
    void everyOutgoingMappingHasGoldenPairs() throws IOException {
        List<String> covered =
                inputs().map(OutgoingGoldenPairsTest::mappingOf).distinct().toList();
        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(MAPPINGS.outgoing().keySet());
    }

    static Stream<Path> inputs() throws IOException {
        Path root = TheMappingsFolder.path();
        try (Stream<Path> files = Files.walk(root, 5)) {
            return files
                    .map(root::relativize)
                    .filter(path -> path.getNameCount() == 5
                            && path.getName(1).toString().equals("out")
                            && path.getName(2).toString().equals("golden"))
                    .filter(path -> !path.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** {@code lcs/enquiry} for {@code lcs/out/golden/enquiry/usual.json}. */
    private static String mappingOf(Path relative) {
        return relative.getName(0) + "/" + relative.getName(3);
    }

    private static ArrayNode results(JsonNode input, OutgoingMapping mapping) {
        ArrayNode results = JSON.createArrayNode();
        for (JsonNode element : input) {
            GoldenSending sending = GoldenSending.read(element, mapping.form().type());
            ObjectNode result = results.addObject();
            result.put("about", element.path("about").asText());
            write(mapping.map(sending.change(), sending), result);
        }
        return results;
    }

    private static void write(OutgoingResult result, ObjectNode node) {
        if (result instanceof OutgoingResult.Wanted wanted) {
            wanted.targetKey().ifPresent(key -> node.put("targetKey", key));
            ObjectNode fields = node.putObject("fields");
            wanted.fields().forEach(fields::put);
            if (!wanted.emptied().isEmpty()) {
                wanted.emptied().forEach(node.putArray("emptied")::add);
            }
        } else if (result instanceof OutgoingResult.NotWanted notWanted) {
            node.put("notWanted", notWanted.reason());
        } else if (result instanceof OutgoingResult.Unfit unfit) {
            ArrayNode problems = node.putArray("problems");
            unfit.problems().forEach(problem -> problems.addObject()
                    .put("target", problem.column())
                    .put("field", problem.field())
                    .put("rule", problem.rule()));
        }
    }
}
