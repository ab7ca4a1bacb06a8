package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MappingGuideTest {

    @Test
    void theGuidesExampleDoesWhatTheGuideSays() throws IOException {
        String guide = Files.readString(TheMappingsFolder.path().resolve("../docs/mapping-guide.md"));
        String yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains("system: housing"))
                .findFirst()
                .orElseThrow()
                .replace("system: housing", "")
                .replace("description: Foster carers in the housing system.", "");
        OneMapping mapping = OneMapping.of(yaml);
        String header = "REF|Name|DOB|Sex|Mobile|Keep private";
        assertThat(mapping.values(header, "77|Grey, Ada|03/05/1981|Woman|07700 900123|N"))
                .containsAllEntriesOf(Map.of(
                        "given_name", "Ada",
                        "family_name", "Grey",
                        "gender", "F",
                        "phone_mobile", "+447700900123",
                        "phone_confidential", false,
                        "is_foster_carer", true));
        assertThat(mapping.rule(header, "78|O'Brien, Siân|31/02/1990|F|mornings only|Y"))
                .isEqualTo("date");
    }
}
