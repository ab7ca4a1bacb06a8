package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MappingFolderTest {

    @Test
    void everyMappingThatComesWithTheHubIsValid() throws IOException {
        assertThat(TheMappingsFolder.load().names())
                .containsExactlyInAnyOrderElementsOf(files())
                .contains("lcs/persons", "lafse/enquiries-csv", "charms/carers");
    }

    /** A slip of years would keep every later version out. */
    @Test
    void noMappingThatComesWithTheHubBelievesATimeOfModificationThatHasNotComeYet() throws IOException {
        List<String> believing = new ArrayList<>();
        for (String name : files()) {
            JsonNode modified = new YAMLMapper()
                    .readTree(TheMappingsFolder.path().resolve(name + ".yml").toFile())
                    .path("modified");
            if (!modified.isMissingNode() && !modified.path("notFuture").asBoolean()) {
                believing.add(name);
            }
        }
        assertThat(believing).isEmpty();
    }

    /** {@code lcs/persons} for {@code lcs/persons.yml}. */
    private static List<String> files() throws IOException {
        Path root = TheMappingsFolder.path();
        try (Stream<Path> systems = Files.walk(root, 2)) {
            return systems.map(root::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".yml") && name.contains("/"))
                    .map(name -> name.substring(0, name.length() - ".yml".length()))
                    .toList();
        }
    }
}
