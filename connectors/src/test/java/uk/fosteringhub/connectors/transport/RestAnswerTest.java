package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.connectors.transport.RestAnswer.Outcome;

class RestAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "204, TAKEN",
        "302, LATER",
        "400, REFUSED",
        "401, LATER",
        "403, LATER",
        "404, REFUSED",
        "408, LATER",
        "409, REFUSED",
        "422, REFUSED",
        "429, LATER",
        "500, LATER",
        "503, LATER"
    })
    void aStatusSaysWhatHappensNext(int status, Outcome outcome) {
        assertThat(RestAnswer.of("https://target.example.org", status, "").outcome())
                .isEqualTo(outcome);
    }

    @Test
    void ofARefusalOnlyTheTitleIsKeptSinceTheRestMayQuoteValues() {
        String problem = "{\"title\":\"stage is missing\",\"detail\":\"Ada Grey has none\"}";
        assertThat(RestAnswer.of("https://target.example.org", 422, problem).sentence())
                .isEqualTo("422 stage is missing.");
        assertThat(RestAnswer.of("https://target.example.org", 422, "<html>").sentence())
                .isEqualTo("422, no reason given.");
    }

    @Test
    void aDotInAFieldsNameMakesAnObjectAndEmptyFieldsAreLeftOut() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("applicant.firstName", "Ada");
        fields.put("applicant.lastName", "Grey");
        fields.put("closedOn", "");
        assertThat(JsonBody.of(fields, Set.of()))
                .isEqualTo("{\"applicant\":{\"firstName\":\"Ada\",\"lastName\":\"Grey\"}}");
    }
}
