package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Placeholders with which a source says "none". Compared exactly, case included, after blanks at both ends are gone: a
 * person called Null must not lose the name because a database writes NULL.
 */
public final class NoneWords {
    private static final List<String> USUAL = List.of(
            "-1",
            "NULL",
            "null",
            "99991231",
            "9999-12-31",
            "9999-12-31 00:00:00",
            "9999-12-31 00:00:00.000",
            "31/12/9999",
            "31/12/9999 00:00");

    private final List<String> words;
    private final boolean allX;
    private final Set<String> set;
    private final long lengths;

    /**
     * @param allX whether three or more letters X, with or without blanks between, mean none too: {@code XXX XXXX}
     */
    public NoneWords(List<String> words, boolean allX) {
        this.words = List.copyOf(words);
        this.allX = allX;
        this.set = Set.copyOf(new HashSet<>(words));
        long seen = 0;
        for (String word : words) {
            seen |= 1L << Math.min(63, word.length());
        }
        this.lengths = seen;
    }

    /** What means none unless a mapping file says otherwise. */
    public static NoneWords usual() {
        return new NoneWords(USUAL, true);
    }

    public NoneWords and(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new NoneWords(all, allX);
    }

    public NoneWords withAllX(boolean count) {
        return new NoneWords(words, count);
    }

    boolean matches(String text) {
        int length = text.length();
        if (length == 0) {
            return true;
        }
        // Most texts have a length that no placeholder has, and do not start with X: no hashing for them.
        if ((lengths & 1L << Math.min(63, length)) != 0 && set.contains(text)) {
            return true;
        }
        char first = text.charAt(0);
        return allX && (first == 'X' || first == 'x') && length >= 3 && nothingButX(text);
    }

    private static boolean nothingButX(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'X' || c == 'x') {
                count++;
            } else if (c != ' ') {
                return false;
            }
        }
        return count >= 3;
    }
}
