package uk.fosteringhub.connectors.upsert;

import java.util.Map;
import java.util.Optional;

/** The target will not answer a search that was made of a record's values, or finds too much to be compared. */
final class SearchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Answer> answer;

    SearchRefused(Answer answer) {
        super("status " + answer.status());
        this.answer = Optional.of(answer);
    }

    /** @param tooMuch what it found, such as "more than 50 pages" */
    SearchRefused(String tooMuch) {
        super("finds " + tooMuch + ", too much to be compared");
        this.answer = Optional.empty();
    }

    /** Without anything that was sent. */
    String inWords(Map<String, String> sent) {
        return answer.map(refusal -> "is refused: " + refusal.inWords(sent)).orElse(getMessage());
    }
}
