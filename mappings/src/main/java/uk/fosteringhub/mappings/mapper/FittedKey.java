package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.mappings.conversion.Blanks;
import uk.fosteringhub.mappings.conversion.Keys;
import uk.fosteringhub.mappings.conversion.Refusal;

/** The columns that make a row's key, fitted to one header. */
final class FittedKey {
    /** The key of the row that a reporting database keeps for "no row". */
    private static final String NO_ROW = "-1";

    private final Source[] parts;
    private final int[] positions;
    private final List<String> columns;

    private FittedKey(List<Source> parts, int[] positions, List<String> columns) {
        this.parts = parts.toArray(Source[]::new);
        this.positions = positions;
        this.columns = columns;
    }

    /**
     * @param alternatives lists of columns; the first list that the header has whole counts
     * @param known every column that the mapping reads
     */
    static FittedKey of(List<List<String>> alternatives, NoneWords none, Header header, Set<String> known)
            throws HeaderProblem {
        for (List<String> columns : alternatives) {
            if (columns.stream().allMatch(header::has)) {
                List<Source> parts = new ArrayList<>();
                int[] positions = new int[columns.size()];
                for (String column : columns) {
                    positions[parts.size()] = header.position(column);
                    parts.add(Source.column(positions[parts.size()], none));
                }
                return new FittedKey(parts, positions, columns);
            }
        }
        List<String> first = alternatives.get(0);
        throw header.missing(
                first.stream().filter(column -> !header.has(column)).toList(),
                alternatives.size() == 1
                        ? "as the record's key"
                        : "as the record's key (or instead "
                                + String.join(
                                        ", or ",
                                        alternatives.stream()
                                                .skip(1)
                                                .map(columns -> String.join(" with ", columns))
                                                .toList())
                                + ")",
                known);
    }

    /** Where the columns stand in the header. */
    int[] positions() {
        return positions;
    }

    /** The key, or an empty text if the first column says nothing, a part cannot be stored, or it is too long. */
    String read(String[] values) {
        String first = parts[0].read(values);
        if (first.isEmpty() || first == Source.NUL || first.length() > Keys.MAX_LENGTH) {
            return "";
        }
        return parts.length == 1 ? first : joined(first, values);
    }

    boolean standsForNoRow(String[] values) {
        return Blanks.trim(values[positions[0]]).equals(NO_ROW)
                && parts[0].read(values).isEmpty();
    }

    private String joined(String first, String[] values) {
        StringBuilder key = new StringBuilder(64).append(Keys.part(first));
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].read(values);
            if (part == Source.NUL || part.length() > Keys.MAX_LENGTH) {
                return "";
            }
            key.append('|').append(Keys.part(part));
        }
        return key.length() > Keys.MAX_LENGTH ? "" : key.toString();
    }

    /** Why a row has no key. */
    void explain(String[] values, Findings findings) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].read(values) == Source.NUL) {
                findings.nul(columns.get(i), "");
                return;
            }
        }
        String all = String.join(" and ", columns);
        findings.refused(
                columns.get(0),
                "",
                new Refusal(
                        "key",
                        parts[0].read(values).isEmpty()
                                ? columns.get(0)
                                        + " is empty, so this row cannot be told from others; fill it in in the "
                                        + "source"
                                : all + " are longer than " + Keys.MAX_LENGTH
                                        + " characters and so no key; check whether "
                                        + "a quote is missing in the file"),
                "");
    }
}
