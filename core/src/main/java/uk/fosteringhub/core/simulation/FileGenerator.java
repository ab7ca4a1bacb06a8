package uk.fosteringhub.core.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Makes up realistic files for the file feeds. Found with {@link java.util.ServiceLoader}. */
public interface FileGenerator {

    /** The feeds it can write, sorted: {@code lcs-persons}, … */
    List<String> feeds();

    /** The file name the source would use, such as {@code DIM_PERSON.csv}. */
    String fileName(String feed);

    /**
     * Writes one file. The same arguments always give the same bytes, and files of different feeds made with the same
     * seed and fitting row counts refer to each other.
     *
     * @param feed one of {@link #feeds()}
     * @param rows how many rows below the header, 0 to 100,000,000
     * @param seed which made-up world
     * @param dirt share of rows, 0 to 1, that hold mistakes a hub must refuse or note; 0 gives a clean file
     * @param out not closed
     */
    void generate(String feed, long rows, long seed, double dirt, OutputStream out) throws IOException;
}
