package uk.fosteringhub.core.identity.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The names of a person as words: a family name keeps its parts ({@code smith jones}), with prefixes joined to what they
 * belong to ({@code mcdonald}, {@code oneill}).
 */
record PersonNames(String given, List<String> middle, String family, List<String> previous) {
    private static final Set<String> PREFIXES = Set.of(
            "mc", "mac", "o", "de", "del", "della", "di", "da", "la", "le", "du", "van", "von", "der", "den", "el",
            "al", "bin", "ibn", "st", "fitz");
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "lady",
            "lord",
            "rev",
            "reverend");
    private static final Set<String> PLACEHOLDERS = Set.of(
            "unknown",
            "notknown",
            "unnamed",
            "na",
            "none",
            "nil",
            "null",
            "tbc",
            "tba",
            "xxx",
            "test",
            "anonymous",
            "notgiven",
            "noname",
            "refused");

    static PersonNames of(PersonDetails details) {
        List<String> given = words(details.given());
        List<String> middle = words(details.middle());
        String family = family(details.family());
        if (given.isEmpty() && family.isEmpty() && !details.fullName().isBlank()) {
            return whole(details);
        }
        while (given.size() > 1 && TITLES.contains(given.get(0))) {
            given = given.subList(1, given.size());
        }
        return new PersonNames(given(given), withRest(given, middle), family, previous(details, family));
    }

    private static PersonNames whole(PersonDetails details) {
        String text = details.fullName();
        int comma = text.indexOf(',');
        List<String> first;
        String family;
        if (comma >= 0) {
            family = family(text.substring(0, comma));
            first = words(text.substring(comma + 1));
        } else {
            List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s+")));
            int last = parts.size() - 1;
            while (last > 1 && PREFIXES.contains(String.join("", Words.of(parts.get(last - 1))))) {
                last--;
            }
            family = family(String.join(" ", parts.subList(last, parts.size())));
            first = words(String.join(" ", parts.subList(0, last)));
        }
        while (!first.isEmpty() && TITLES.contains(first.get(0))) {
            first = first.subList(1, first.size());
        }
        return new PersonNames(
                given(first), withRest(first, words(details.middle())), family, previous(details, family));
    }

    /** Single letters that a slip of the space bar cut off are joined again. */
    private static String given(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String first = words.get(0);
        if (words.size() == 2 && (words.get(1).length() <= 2 || first.length() <= 2)) {
            return first.length() == 1 && words.get(1).length() == 1 ? first : first + words.get(1);
        }
        return first;
    }

    private static List<String> withRest(List<String> given, List<String> middle) {
        if (given.size() < 2 || !given(given).equals(given.get(0))) {
            return List.copyOf(middle);
        }
        List<String> all = new ArrayList<>(given.subList(1, given.size()));
        middle.stream().filter(word -> !all.contains(word)).forEach(all::add);
        return List.copyOf(all);
    }

    private static List<String> previous(PersonDetails details, String family) {
        return details.previousFamily().stream()
                .map(PersonNames::family)
                .filter(name -> !name.isEmpty() && !name.equals(family))
                .distinct()
                .toList();
    }

    private static String family(String text) {
        List<String> words = words(text);
        StringBuilder family = new StringBuilder();
        boolean joined = true;
        for (String word : words) {
            if (!joined) {
                family.append(' ');
            }
            family.append(word);
            joined = PREFIXES.contains(word) || word.length() == 1;
        }
        return family.toString();
    }

    private static List<String> words(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> words = Words.of(text);
        return PLACEHOLDERS.contains(String.join("", words)) ? List.of() : words;
    }
}
