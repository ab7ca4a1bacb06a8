package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.mappings.conversion.Refusal;

/** What is noted while one record is mapped. Nearly always nothing, so its lists are made only when needed. */
final class Findings {
    private long line;
    private List<MappingProblem> problems = List.of();
    private List<UnmappedCode> unmapped = List.of();

    /** The line that the following findings belong to. */
    void at(long newLine) {
        line = newLine;
    }

    void refused(String column, String field, Refusal refusal, String value) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        for (MappingProblem known : problems) {
            // Two fields may read one column; its mistake is said once.
            if (known.line() == line
                    && !column.isEmpty()
                    && known.column().equals(column)
                    && known.rule().equals(refusal.rule())) {
                return;
            }
        }
        problems.add(new MappingProblem(line, column, field, refusal.rule(), refusal.message(), value));
    }

    void nul(String column, String field) {
        refused(
                column,
                field,
                new Refusal(
                        "nul-character",
                        column
                                + " holds a NUL character, which no text may hold; the file was cut or written in another "
                                + "encoding: have it written again as UTF-8"),
                "");
    }

    void unmapped(UnmappedCode code) {
        if (unmapped.isEmpty()) {
            unmapped = new ArrayList<>();
        }
        if (!unmapped.contains(code)) {
            unmapped.add(code);
        }
    }

    int problemCount() {
        return problems.size();
    }

    List<MappingProblem> problems() {
        return problems;
    }

    List<UnmappedCode> unmapped() {
        return unmapped;
    }
}
