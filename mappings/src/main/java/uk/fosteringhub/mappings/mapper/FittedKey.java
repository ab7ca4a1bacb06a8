package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.mappings.conversion.Keys;
import uk.fosteringhub.mappings.conversion.Refusal;

/** The columns that make a row's key, fitted to one header. */
final class FittedKey {
    private final Source[] parts;
    private final int[] positions;
    private final String columns;

    private FittedKey(List<Source> parts, int[] positions, String columns) {
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
                return new FittedKey(parts, positions, String.join(" and ", columns));
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
        for (Source part : parts) {
            if (part.read(values) == Source.NUL) {
                findings.nul(columns, "");
                return;
            }
        }
        boolean empty = parts[0].read(values).isEmpty();
        findings.refused(
                columns,
                "",
                new Refusal(
                        "key",
                        empty
                                ? columns
                                        + " is empty, so this row cannot be told from others; fill it in in the source"
                                : columns + " is longer than " + Keys.MAX_LENGTH + " characters and so no key; check "
                                        + "whether a quote is missing in the file"),
                "");
    }
}
