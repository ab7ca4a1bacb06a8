package uk.fosteringhub.mappings.conversion;

import java.util.Locale;
import java.util.Set;

/** Words that people type into a contact field when there is nothing to type, such as {@code n/a} or {@code no email}. */
final class NoneLike {
    private static final int LONGEST = 24;
    private static final Set<String> WORDS = Set.of(
            "none",
            "no",
            "na",
            "nil",
            "nfa",
            "unknown",
            "notknown",
            "notavailable",
            "notapplicable",
            "notprovided",
            "notgiven",
            "refused",
            "declined",
            "withheld",
            "noemail",
            "nomail",
            "nophone",
            "notelephone",
            "nomobile",
            "nopostcode",
            "nofixedabode");

    private NoneLike() {}

    /** Compared without regard to case, blanks and punctuation. */
    static boolean matches(String text) {
        return text.length() <= LONGEST && WORDS.contains(letters(text));
    }

    /** Letters and digits only, in small letters. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                letters.append(text.charAt(i));
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
