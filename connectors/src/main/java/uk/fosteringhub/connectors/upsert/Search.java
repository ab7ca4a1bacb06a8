package uk.fosteringhub.connectors.upsert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query with fields in braces: {@code last_name={LAST_NAME}&postcode={POST_CODE}}. */
record Search(String written) {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

    /** The query for a record; empty where it has no value for one of the fields. */
    Optional<String> queryFor(Map<String, String> fields) {
        StringBuilder query = new StringBuilder();
        Matcher place = FIELD.matcher(written);
        while (place.find()) {
            String value = fields.getOrDefault(place.group(1), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            place.appendReplacement(query, Matcher.quoteReplacement(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return Optional.of(place.appendTail(query).toString());
    }
}
