package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MappingFolderTest {

    @Test
    void everyMappingThatComesWithTheHubIsValid() {
        assertThat(TheMappingsFolder.load().names())
                .containsExactly(
                        "lafse/enquiries",
                        "lafse/enquiries-csv",
                        "lcs/addresses",
                        "lcs/allocations",
                        "lcs/approvals",
                        "lcs/assessments",
                        "lcs/enquiries",
                        "lcs/households",
                        "lcs/persons",
                        "lcs/visits",
                        "lcs/workers",
                        "mosaic/addresses",
                        "mosaic/allocations",
                        "mosaic/persons",
                        "mosaic/phones",
                        "mosaic/short-breaks",
                        "mosaic/visits",
                        "mosaic/workers",
                        "mosaic/workflow-steps",
                        "ssda903/episodes",
                        "ssda903/header");
    }
}
