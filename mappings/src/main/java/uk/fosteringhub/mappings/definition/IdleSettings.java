package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds settings that a conversion does not look at: whoever wrote them expects something that would not happen. */
final class IdleSettings {
    private static final List<String> DATES = List.of("date", "timestamp");
    private static final List<String> NUMBERS = List.of("integer", "decimal");
    private static final Map<String, List<String>> USED_BY = new LinkedHashMap<>();

    static {
        USED_BY.put("table", List.of("code"));
        USED_BY.put("strict", List.of("code", "phone", "email", "postcode", "ofsted-urn"));
        USED_BY.put("formats", DATES);
        USED_BY.put("notFuture", DATES);
        USED_BY.put("notBefore", DATES);
        USED_BY.put("min", NUMBERS);
        USED_BY.put("max", NUMBERS);
        USED_BY.put("yes", List.of("yes-no"));
        USED_BY.put("no", List.of("yes-no"));
        USED_BY.put("keyspace", List.of("reference"));
    }

    private IdleSettings() {}

    static void check(String as, JsonNode node, String path, Complaints complaints) {
        USED_BY.forEach((setting, conversions) -> {
            if (node.has(setting) && !conversions.contains(as)) {
                complaints.add(
                        path + "." + setting,
                        "a value that is read as " + as + " does not use this; it is for "
                                + String.join(", ", conversions) + ". Take it out, or say as: with one of these.");
            }
        });
    }
}
