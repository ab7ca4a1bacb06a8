package uk.fosteringhub.mappings.conversion;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code as: yes-no}. Compared without regard to case. */
final class YesNoConversion implements Conversion {
    static final List<String> YES = List.of("Y", "YES", "1", "TRUE", "T");
    static final List<String> NO = List.of("N", "NO", "0", "FALSE", "F");

    private final Map<String, Boolean> meanings = new HashMap<>();
    private final Refusal refusal;

    YesNoConversion(String column, List<String> yes, List<String> no) {
        no.forEach(word -> meanings.put(word.toUpperCase(Locale.ROOT), Boolean.FALSE));
        yes.forEach(word -> meanings.put(word.toUpperCase(Locale.ROOT), Boolean.TRUE));
        this.refusal = new Refusal(
                "yes-no",
                column + " is neither yes (" + String.join(", ", yes) + ") nor no (" + String.join(", ", no)
                        + "); correct it in the source, or add the word to the field's yes or no list");
    }

    @Override
    public Object convert(String text) {
        Boolean meaning = meanings.get(text);
        if (meaning == null) {
            meaning = meanings.get(text.toUpperCase(Locale.ROOT));
        }
        return meaning == null ? refusal : (Object) meaning;
    }
}
