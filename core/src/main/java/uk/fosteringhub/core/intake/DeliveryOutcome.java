package uk.fosteringhub.core.intake;

import java.util.List;
import uk.fosteringhub.core.runs.Books;

/**
 * What became of a delivery.
 *
 * @param delivery its number, 0 in a dry run
 * @param state how it ended
 * @param books what became of its rows
 * @param problems for the acknowledgement: the first {@value #MOST_PROBLEMS} rows that failed, or why it was refused
 * @param notes what else to tell a person: duplicate keys, another encoding, ending held
 */
public record DeliveryOutcome(long delivery, State state, Books books, List<RowProblem> problems, List<String> notes) {

    public static final int MOST_PROBLEMS = 1_000;

    /** How a delivery can end. */
    public enum State {
        ACCEPTED,
        ACCEPTED_WITH_ERRORS,
        /** The same content was applied before; nothing was done. */
        DUPLICATE,
        /** Refused whole, nothing of it applied. */
        REJECTED
    }

    /**
     * One line of an acknowledgement. It never holds the value.
     *
     * @param line in the delivery, 0 if it is about all of it
     */
    public record RowProblem(long line, String column, String rule, String message) {}
}
