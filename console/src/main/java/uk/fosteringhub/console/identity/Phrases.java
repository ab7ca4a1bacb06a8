package uk.fosteringhub.console.identity;

import java.util.List;
import java.util.Locale;

/** Parts of sentences. */
final class Phrases {
    private Phrases() {}

    /** {@code foster_carer} as {@code foster carer}. */
    static String of(String name) {
        return name.replace('_', ' ');
    }

    /** {@code two enquiries}. */
    static String two(String kind) {
        return "two " + (kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s");
    }

    /** With a capital letter at the beginning. */
    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code a, b and c}. */
    static String and(List<String> things) {
        int last = things.size() - 1;
        return last < 1
                ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
    }

    /** {@code 1 pair}, {@code 3 pairs}, {@code no pairs}. */
    static String count(long number, String one, String many) {
        return number == 0 ? "no " + many : number + " " + (number == 1 ? one : many);
    }

    /** {@code once}, {@code 3 times}. */
    static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }
}
