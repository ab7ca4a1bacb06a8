package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/** Reads YAML in which no setting stands twice. */
final class YamlFile {
    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** The file's content; nothing, and a complaint, if it is not YAML. */
    JsonNode parse(byte[] bytes, Complaints complaints) throws IOException {
        try {
            return yaml.readTree(bytes);
        } catch (JsonProcessingException e) {
            complaints.add(
                    "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    "this is not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + ".");
            return yaml.nullNode();
        }
    }
}
