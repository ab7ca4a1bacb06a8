package uk.fosteringhub.mappings.conversion;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code as: yes-no}. Compared without regard to case. */
final class YesNoConversion implements Conversion {
    static final List<String> YES = List.of("Y", "YES", "1", "TRUE", "T");
    static final List<String> NO = List.of("N", "NO", "0", "FALSE", "F");

    private final Set<String> yes;
    private final Set<String> no;
    private final Refusal refusal;

    YesNoConversion(String column, List<String> yes, List<String> no) {
        this.yes = capitals(yes);
        this.no = capitals(no);
        this.refusal = new Refusal(
                "yes-no",
                column + " is neither yes (" + String.join(", ", yes) + ") nor no (" + String.join(", ", no)
                        + "); correct it in the source, or add the word to the field's yes or no list");
    }

    @Override
    public Object convert(String text) {
        String word = text.toUpperCase(Locale.ROOT);
        if (yes.contains(word)) {
            return Boolean.TRUE;
        }
        return no.contains(word) ? Boolean.FALSE : refusal;
    }

    private static Set<String> capitals(List<String> words) {
        return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
