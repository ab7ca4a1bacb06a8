package uk.fosteringhub.core.attribution.sources;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Text as rules compare it: words of small letters and digits, without accents, apostrophes and punctuation. */
final class Folded {
    /** Nobody names a source in more; what is longer is cut, so that no text can hold up a night. */
    private static final int MOST = 1_000;

    private Folded() {}

    /** {@code "It's a Façade – FB!"} becomes {@code its, a, facade, fb}. */
    static List<String> words(String text) {
        String plain =
                Normalizer.normalize(text.length() > MOST ? text.substring(0, MOST) : text, Normalizer.Form.NFKD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            } else if (word.length() > 0 && !joins(c)) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Apostrophes and combining accents do not part words. */
    private static boolean joins(char c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** A telephone number as digits from the country on: {@code 01632 960001} becomes {@code 441632960001}. */
    static String number(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        if (digits.length() > 2 && digits.indexOf("00") == 0) {
            return digits.substring(2);
        }
        return digits.length() > 0 && digits.charAt(0) == '0' ? "44" + digits.substring(1) : digits.toString();
    }
}
