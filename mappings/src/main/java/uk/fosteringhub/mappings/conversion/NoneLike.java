package uk.fosteringhub.mappings.conversion;

import java.util.Locale;
import java.util.Set;

/** Words that people type into a contact field when there is nothing to type, such as {@code n/a} or {@code no email}. */
final class NoneLike {
    private static final int LONGEST = 24;
    private static final String FIRST_LETTERS = "dnruw";
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
        // Names and addresses that cannot be one of the words are told by their first letter, without building
        // anything.
        return !text.isEmpty()
                && text.length() <= LONGEST
                && FIRST_LETTERS.indexOf(Character.toLowerCase(text.charAt(0))) >= 0
                && WORDS.contains(letters(text));
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
