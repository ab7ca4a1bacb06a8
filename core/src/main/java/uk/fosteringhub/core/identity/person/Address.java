package uk.fosteringhub.core.identity.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An address in comparable form.
 *
 * @param number the house number, with its letter; empty for none
 * @param words the other words of all lines, in order
 * @param postcode capitals and digits without a space; empty for none or a placeholder
 */
public record Address(String number, List<String> words, String postcode) {
    private static final int SHORTEST_POSTCODE = 3;
    /** British postcodes end in a digit and two letters, which name the street or house within a sector. */
    private static final int UNIT = 2;

    private static final int SHORTEST_BRITISH = 5;
    private static final Set<String> PLACEHOLDERS = Set.of("unknown", "none", "na", "nfa", "notknown", "tbc", "null");
    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("st", "street"),
            Map.entry("str", "street"),
            Map.entry("rd", "road"),
            Map.entry("ave", "avenue"),
            Map.entry("av", "avenue"),
            Map.entry("ln", "lane"),
            Map.entry("cl", "close"),
            Map.entry("cres", "crescent"),
            Map.entry("cr", "crescent"),
            Map.entry("dr", "drive"),
            Map.entry("pl", "place"),
            Map.entry("gdns", "gardens"),
            Map.entry("sq", "square"),
            Map.entry("ct", "court"),
            Map.entry("ter", "terrace"),
            Map.entry("pk", "park"),
            Map.entry("flt", "flat"));

    public Address {
        words = List.copyOf(words);
    }

    static Address of(PostalAddress address) {
        String number = "";
        List<String> words = new ArrayList<>();
        for (String line : address.lines()) {
            for (String word : Words.of(line)) {
                if (number.isEmpty() && Character.isDigit(word.charAt(0))) {
                    number = word;
                } else {
                    words.add(SHORT_FORMS.getOrDefault(word, word));
                }
            }
        }
        if (number.isEmpty() && PLACEHOLDERS.contains(String.join("", words))) {
            words.clear();
        }
        return new Address(number, words, postcode(address.postcode()));
    }

    /** ZZ99 is for no fixed abode and addresses abroad, and stands for no place. */
    private static String postcode(String text) {
        String code = Words.code(text);
        return code.length() < SHORTEST_POSTCODE || code.startsWith("ZZ99") || Words.oneCharacterOnly(code) ? "" : code;
    }

    boolean isEmpty() {
        return number.isEmpty() && words.isEmpty() && postcode.isEmpty();
    }

    /** What names a house: nothing less may stand for one. */
    public boolean namesHouse() {
        return !number.isEmpty() && !words.isEmpty();
    }

    /** The postcode without the part that names the street; postcodes of other kinds stay whole. */
    public String sector() {
        int end = postcode.length() - UNIT;
        return postcode.length() >= SHORTEST_BRITISH
                        && Character.isLetter(postcode.charAt(0))
                        && Character.isLetter(postcode.charAt(end))
                        && Character.isLetter(postcode.charAt(end + 1))
                ? postcode.substring(0, end)
                : postcode;
    }

    /** A town or the like, where there is neither house nor postcode; else empty. */
    public String place() {
        return number.isEmpty() && postcode.isEmpty() ? String.join(" ", words) : "";
    }
}
