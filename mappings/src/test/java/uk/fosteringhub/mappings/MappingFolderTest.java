package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MappingFolderTest {

    @Test
    void everyMappingThatComesWithTheHubIsValid() {
        assertThat(TheMappingsFolder.load().names())
                .contains(
                        "dbs/certificates",
                        "dbs/status-checks",
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
                        "ssda903/episodes",
                        "ssda903/header");
    }
}
