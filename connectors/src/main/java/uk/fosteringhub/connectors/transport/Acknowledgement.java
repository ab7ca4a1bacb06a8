package uk.fosteringhub.connectors.transport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryOutcome.RowProblem;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.runs.Books;

/**
 * The answer to a file, as CSV: a row about the whole, then one per row that failed. It never holds a value. The states
 * are those of HL7 acknowledgements: AA accepted, AE accepted but for the rows that follow, AR refused whole.
 */
final class Acknowledgement {
    private Acknowledgement() {}

    static String of(String fileName, DeliveryOutcome outcome) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(
                    "file", "state", "delivery", "received", "new", "changed", "unchanged", "failed", "held", "ended");
            Books books = outcome.books();
            csv.writeRecord(
                    text(fileName),
                    state(outcome.state()),
                    String.valueOf(outcome.delivery()),
                    String.valueOf(books.received()),
                    String.valueOf(books.added()),
                    String.valueOf(books.changed()),
                    String.valueOf(books.unchanged()),
                    String.valueOf(books.failed()),
                    String.valueOf(books.held()),
                    String.valueOf(books.ended()));
            csv.writeRecord("line", "column", "rule", "message");
            if (outcome.state() == State.DUPLICATE) {
                csv.writeRecord("0", "", "duplicate", "The same content was taken before; nothing was done.");
            }
            outcome.notes().forEach(note -> csv.writeRecord("0", "", "note", text(note)));
            for (RowProblem problem : outcome.problems()) {
                csv.writeRecord(
                        String.valueOf(problem.line()),
                        text(problem.column()),
                        text(problem.rule()),
                        text(problem.message()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return out.toString();
    }

    private static String state(State state) {
        return switch (state) {
            case ACCEPTED, DUPLICATE -> "AA";
            case ACCEPTED_WITH_ERRORS -> "AE";
            case REJECTED -> "AR";
        };
    }

    /** A spreadsheet runs cells that begin like a formula; column and file names come from outside. */
    private static String text(String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        return "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
