package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.mapping.HeaderProblem;

/**
 * Where a value's text comes from, as the mapping file says it.
 *
 * @param columns for a text from one column its names, the first that the header has counts; for a joined text all of
 *     them; for a constant none
 * @param separator between the parts of a joined text; empty where nothing is joined
 * @param split which part of the text is meant, if not all of it
 * @param constant the text itself, if it does not come from the source
 * @param none what means none in these columns
 */
public record SourcePlan(
        List<String> columns,
        Optional<String> separator,
        Optional<Split> split,
        Optional<String> constant,
        NoneWords none) {

    /**
     * @param separator what stands between the parts
     * @param part counted from 1, or from the end with -1
     */
    public record Split(String separator, int part) {}

    public static SourcePlan column(String column, NoneWords none) {
        return new SourcePlan(List.of(column), Optional.empty(), Optional.empty(), Optional.empty(), none);
    }

    /** Whether the header has what this needs at least in part. */
    boolean isIn(Header header) {
        return constant.isPresent() || columns.stream().anyMatch(header::has);
    }

    /** The column's name as the delivery writes it, for messages; the first one of several. */
    String label(Header header) throws HeaderProblem {
        for (String column : columns) {
            if (header.has(column)) {
                return header.name(header.position(column));
            }
        }
        return columns.isEmpty() ? "" : columns.get(0);
    }

    Source fittedTo(Header header) throws HeaderProblem {
        if (constant.isPresent()) {
            String text = constant.get();
            return values -> text;
        }
        Source whole = separator.isPresent() ? joined(header, separator.get()) : firstPresent(header);
        return split.isPresent()
                ? Source.split(whole, split.get().separator(), split.get().part())
                : whole;
    }

    private Source joined(Header header, String between) throws HeaderProblem {
        List<Source> parts = new ArrayList<>();
        for (String column : columns) {
            int position = header.position(column);
            if (position >= 0) {
                parts.add(Source.column(position, none));
            }
        }
        return Source.joined(parts.toArray(Source[]::new), between);
    }

    private Source firstPresent(Header header) throws HeaderProblem {
        for (String column : columns) {
            int position = header.position(column);
            if (position >= 0) {
                return Source.column(position, none);
            }
        }
        return Source.ABSENT;
    }
}
