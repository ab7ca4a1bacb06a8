package uk.fosteringhub.connectors.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import uk.fosteringhub.core.settings.UpsertSettings;

/** Records of the target that may be the one to be sent, and what follows from comparing them. */
final class Candidates {
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]00:00(:00(\\.0+)?)?Z?");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]");

    private final UpsertSettings settings;
    private final Map<String, String> sent;
    private final Map<String, JsonNode> byKey = new LinkedHashMap<>();

    Candidates(UpsertSettings settings, Map<String, String> sent) {
        this.settings = settings;
        this.sent = sent;
    }

    /** What the comparison says. */
    sealed interface Match {
        /** No record there can be the same. */
        record None() implements Match {}

        /** One is the same, since it equals in these fields. */
        record Sure(String key, List<String> by) implements Match {}

        /** Some may be the same; a person must look. */
        record Doubtful(int records) implements Match {}

        /** The target would not say; the sentence holds nothing of the record. */
        record Unsaid(String why) implements Match {}
    }

    /** Takes the records that a search found. A record without a key cannot be changed and does not count. */
    void add(List<JsonNode> found) {
        for (JsonNode record : found) {
            String key = record.at(settings.keyAt()).asText("");
            if (!key.isEmpty()) {
                byKey.put(key, record);
            }
        }
    }

    Match match() {
        List<Map.Entry<String, JsonNode>> possible = byKey.entrySet().stream()
                .filter(candidate -> !contradicts(candidate.getValue()))
                .toList();
        for (List<String> by : settings.sureBy()) {
            List<String> same = possible.stream()
                    .filter(candidate -> by.stream().allMatch(field -> equal(field, candidate.getValue())))
                    .map(Map.Entry::getKey)
                    .toList();
            if (same.size() == 1) {
                return new Match.Sure(same.get(0), by);
            }
            if (same.size() > 1) {
                return new Match.Doubtful(same.size());
            }
        }
        return possible.isEmpty() ? new Match.None() : new Match.Doubtful(possible.size());
    }

    private boolean contradicts(JsonNode candidate) {
        return settings.neverDiffer().stream()
                .anyMatch(field ->
                        !ours(field).isEmpty() && !theirs(field, candidate).isEmpty() && !equal(field, candidate));
    }

    private boolean equal(String field, JsonNode candidate) {
        return !ours(field).isEmpty() && ours(field).equals(theirs(field, candidate));
    }

    private String ours(String field) {
        return folded(sent.getOrDefault(field, ""));
    }

    private static String theirs(String field, JsonNode candidate) {
        return folded(candidate.at("/" + field.replace('.', '/')).asText(""));
    }

    /** Without regard to case, accents, blanks and punctuation; a date is one also where midnight stands behind it. */
    private static String folded(String value) {
        String plain = MIDNIGHT.matcher(value.strip()).replaceFirst("$1");
        String letters =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        return NEITHER_LETTER_NOR_DIGIT.matcher(letters).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
