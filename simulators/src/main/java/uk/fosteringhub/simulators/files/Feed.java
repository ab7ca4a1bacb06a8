package uk.fosteringhub.simulators.files;

import java.util.Set;
import uk.fosteringhub.simulators.world.Draw;

/** One kind of file: its header, and how a row comes from its number. Implementations hold no state. */
public interface Feed {

    /** How the file is called and written. */
    record Form(String feed, String fileName, String header, Set<Mistake> mistakes) {}

    Form form();

    /**
     * Writes the fields of one row.
     *
     * @param number from 0
     * @param of how many rows the file has
     * @param revision how often the row was changed since the first version of the file
     * @param draw for all that is random
     */
    void write(long number, long of, int revision, Draw draw, Row row);
}
