package uk.fosteringhub.console.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a record, one line each. */
record Problems(String column, String field, String rule, String message) {

    static List<Problems> of(String json) {
        try {
            List<Problems> problems = new ArrayList<>();
            for (JsonNode one : new ObjectMapper().readTree(json)) {
                problems.add(new Problems(
                        one.path("column").asText(),
                        one.path("field").asText(),
                        one.path("rule").asText(),
                        one.path("message").asText()));
            }
            return problems;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }
}
