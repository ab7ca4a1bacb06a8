package uk.fosteringhub.core.attribution.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of a query in PostgreSQL's binary COPY format: the server works on the next ones while these are taken, which halves
 * the time of reading hundreds of thousands. Numbers must be {@code bigint}, fractions {@code double precision}.
 */
final class CopiedRows {
    private static final int SIGNATURE = 11;
    private static final int FLAGS = 4;
    private static final int NULL = -1;

    private ByteBuffer row = ByteBuffer.allocate(0);
    private int[] lengthAt = new int[8];

    private CopiedRows() {}

    /** Takes one row; no other statement can be run on the connection meanwhile. */
    @FunctionalInterface
    interface Taker {
        void take(CopiedRows row);
    }

    /** @param query without parameters */
    static void read(Connection connection, String query, Taker taker) throws SQLException {
        CopiedRows rows = new CopiedRows();
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
        try {
            boolean first = true;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                rows.row = ByteBuffer.wrap(message);
                if (first) {
                    rows.row.position(SIGNATURE + FLAGS);
                    rows.row.position(rows.row.getInt() + rows.row.position());
                    first = false;
                }
                if (rows.found()) {
                    taker.take(rows);
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Finds the fields of a row; there are none in the end mark. */
    private boolean found() {
        int fields = row.remaining() < Short.BYTES ? NULL : row.getShort();
        if (fields > lengthAt.length) {
            lengthAt = new int[fields];
        }
        int at = row.position();
        for (int field = 0; field < fields; field++) {
            lengthAt[field] = at;
            at += Integer.BYTES + Math.max(0, row.getInt(at));
        }
        return fields > 0;
    }

    /** @param column from 1, as elsewhere */
    boolean has(int column) {
        return row.getInt(lengthAt[column - 1]) != NULL;
    }

    /** 0 where there is nothing. */
    long number(int column) {
        return has(column) ? row.getLong(value(column)) : 0;
    }

    /** 0 where there is nothing. */
    double fraction(int column) {
        return has(column) ? row.getDouble(value(column)) : 0;
    }

    /** Empty where there is nothing. */
    String text(int column) {
        int length = row.getInt(lengthAt[column - 1]);
        return length <= 0 ? "" : new String(row.array(), value(column), length, StandardCharsets.UTF_8);
    }

    /** Never nothing. */
    UUID digest(int column) {
        return new UUID(row.getLong(value(column)), row.getLong(value(column) + Long.BYTES));
    }

    private int value(int column) {
        return lengthAt[column - 1] + Integer.BYTES;
    }
}
