package uk.fosteringhub.core.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads what a query finds in the database's binary COPY format, tuple by tuple, since there may be millions: a header, then
 * each tuple as its number of fields and each field behind its length (-1: null), and an end mark.
 */
final class CopyTuples {
    private static final int SIGNATURE = 11;
    private static final int FLAGS = 4;

    private CopyTuples() {}

    /** @param tuples gets each tuple, standing at the length of its first field */
    static void read(Connection connection, String query, Consumer<ByteBuffer> tuples) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
        try {
            boolean first = true;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                ByteBuffer tuple = ByteBuffer.wrap(message);
                if (first) {
                    tuple.position(SIGNATURE + FLAGS);
                    int extension = tuple.getInt();
                    tuple.position(tuple.position() + extension);
                    first = false;
                }
                if (tuple.remaining() > Short.BYTES && tuple.getShort() > 0) {
                    tuples.accept(tuple);
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The number in a field of four bytes; goes to the next field. */
    static int number(ByteBuffer tuple) {
        tuple.getInt();
        return tuple.getInt();
    }

    /** The text of a field that is not null, at any place of a tuple. */
    static String text(ByteBuffer tuple, int lengthAt) {
        return new String(tuple.array(), lengthAt + Integer.BYTES, tuple.getInt(lengthAt), StandardCharsets.UTF_8);
    }
}
