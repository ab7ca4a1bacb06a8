package uk.fosteringhub.core.intake;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One pass over the rows of a delivery. The current row's text lies in a buffer that the next row overwrites, so that a
 * pass which only compares makes no strings.
 */
public interface RowCursor extends Closeable {

    /** The column names as received. */
    List<String> header();

    /**
     * Goes to the next row.
     *
     * @return false after the last one
     * @throws DeliveryRefused if what follows cannot be read as rows at all
     * @throws IOException if the archive cannot be read
     */
    boolean next() throws IOException, DeliveryRefused;

    /** The current row's number among the data rows of the whole delivery, from 0. */
    int ordinal();

    /** Whether a trailer with the right count has been passed; known at the end only. */
    boolean trailer();

    /** The current row. */
    Row row();

    /** What in the current row breaks the standard of its format, or what its source must always send. */
    default Optional<FormatFlaw> flaw() {
        return Optional.empty();
    }
}
