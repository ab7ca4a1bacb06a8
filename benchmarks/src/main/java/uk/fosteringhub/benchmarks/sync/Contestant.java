package uk.fosteringhub.benchmarks.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;

/** One way to bring a persons extract into a table. */
interface Contestant {

    String name();

    /** Gets ready to load into an empty database: makes tables, starts what is needed. Not measured. */
    Loader open(BenchDatabase database) throws Exception;

    /** Loads files, one after the other, until closed. */
    interface Loader extends AutoCloseable {

        /** Measured from here: the table says what the file says once this returns. */
        void load(Path file) throws Exception;

        /** The table with one row for each person. */
        String table();

        @Override
        void close() throws IOException, SQLException;
    }
}
