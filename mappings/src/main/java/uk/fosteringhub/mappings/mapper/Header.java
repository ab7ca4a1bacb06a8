package uk.fosteringhub.mappings.mapper;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.mappings.conversion.Blanks;
import uk.fosteringhub.mappings.spelling.Nearest;

/** The header of one delivery while a mapping is fitted to it; remembers which columns the mapping asked for. */
public final class Header {
    private static final int NAMES_SHOWN = 40;
    private static final String[][] DELIMITERS = {{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}, {",", "commas"}};

    private final String mapping;
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> doubled = new HashSet<>();
    private final BitSet used = new BitSet();

    Header(String mapping, List<String> header) {
        this.mapping = mapping;
        this.names = header.stream().map(Header::tidy).toList();
        for (int i = 0; i < names.size(); i++) {
            if (positions.putIfAbsent(folded(names.get(i)), i) != null) {
                doubled.add(folded(names.get(i)));
            }
        }
    }

    boolean has(String column) {
        return positions.containsKey(folded(column));
    }

    /** Where the column stands, or -1 if the header has none of this name. */
    int position(String column) throws HeaderProblem {
        String folded = folded(column);
        if (doubled.contains(folded)) {
            throw new HeaderProblem("The header has the column " + column + " twice, and " + mapping
                    + " reads it, so nobody can say which one counts. Take one of them out of the extract.");
        }
        Integer position = positions.get(folded);
        if (position == null) {
            return -1;
        }
        used.set(position);
        return position;
    }

    /** The column's name as the delivery writes it. */
    String name(int position) {
        return names.get(position);
    }

    /** By name, so that the same columns in another order are the same. */
    int[] usedPositions() {
        return used.stream()
                .boxed()
                .sorted(Comparator.comparing(position -> folded(names.get(position))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * @param columns what is missing
     * @param purpose what the mapping needs it for, such as "as the key"
     * @param known every column that the mapping reads
     */
    HeaderProblem missing(List<String> columns, String purpose, Set<String> known) {
        String sentence =
                "The header lacks " + String.join(" and ", columns) + ", which " + mapping + " needs " + purpose + ". ";
        Set<String> foldedKnown = known.stream().map(Header::folded).collect(Collectors.toSet());
        if (names.size() <= 1) {
            return new HeaderProblem(sentence + oneColumn(foldedKnown));
        }
        if (names.stream().noneMatch(name -> foldedKnown.contains(folded(name)))) {
            // Perhaps it is no header but the first record: then its words are personal data and are not shown.
            return new HeaderProblem(
                    sentence + "None of the " + names.size() + " columns of the first line is known to "
                            + "this mapping: either the line with the column names is missing, or it is another kind of file. "
                            + "Check that the file belongs to this feed and that the extract writes column names.");
        }
        List<String> others = names.stream()
                .filter(name -> !name.isEmpty() && !foldedKnown.contains(folded(name)))
                .toList();
        String nearest = columns.stream()
                .map(column -> Nearest.to(column, others)
                        .map(name -> " The nearest to " + column + " is " + name + ".")
                        .orElse(""))
                .collect(Collectors.joining());
        return new HeaderProblem(sentence + "It has: " + shown() + "." + nearest
                + " Add the column to the extract, or name the column that holds it in mappings/" + mapping + ".yml.");
    }

    private String oneColumn(Set<String> foldedKnown) {
        String line = names.isEmpty() ? "" : names.get(0);
        for (String[] delimiter : DELIMITERS) {
            for (String part : line.split(Pattern.quote(delimiter[0]))) {
                if (part.length() < line.length() && foldedKnown.contains(folded(part))) {
                    return "The first line looks as if its columns were separated by " + delimiter[1]
                            + ": set the feed's delimiter to that, or have the file written as the feed expects.";
                }
            }
        }
        return names.isEmpty() || line.isEmpty()
                ? "The first line is empty: the line with the column names must come first."
                : "The first line has only one column: check the delimiter, and that the line with the column names "
                        + "comes first.";
    }

    private String shown() {
        String list = names.stream()
                .limit(NAMES_SHOWN)
                .map(name -> name.length() > 60 ? name.substring(0, 60) + "…" : name)
                .collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? list + " and " + (names.size() - NAMES_SHOWN) + " more" : list;
    }

    private static String tidy(String name) {
        return Blanks.trim(name.replace("\uFEFF", "").replace("\0", ""));
    }

    private static String folded(String name) {
        return Blanks.without(name).toUpperCase(Locale.ROOT);
    }
}
