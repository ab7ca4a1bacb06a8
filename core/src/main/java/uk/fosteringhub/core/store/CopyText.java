package uk.fosteringhub.core.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's {@code COPY … FROM STDIN} in its text format, gathered as bytes and sent in one go. A chunk has
 * millions of characters, so each is written once, in UTF-8, where it is sent from.
 */
public final class CopyText {
    private static final int SEND_AT = 1 << 16;
    private static final char REPLACEMENT = '?';

    /** So few that a statement is quicker than a copy: as many as are pushed while a batch is under way, and no more. */
    private static final int FEW = 12;

    /** Grows with the rows: most of what is written live is a single one. */
    private static final int SMALLEST = 1 << 12;

    private final String target;
    private final StringBuilder scratch = new StringBuilder(1024);
    private byte[] bytes = new byte[SMALLEST];
    private int length;
    private boolean rowOpen;
    private long rows;

    /** @param target table with its columns, such as {@code hub.delivery (id, feed)} */
    public CopyText(String target) {
        this.target = target;
    }

    /** Characters that no encoding can hold, halves of surrogate pairs, become question marks. */
    public CopyText add(String value) {
        separate();
        if (value == null) {
            ensure(2);
            bytes[length++] = '\\';
            bytes[length++] = 'N';
        } else {
            encode(value);
        }
        return this;
    }

    public CopyText add(long value) {
        return add(text -> text.append(value));
    }

    public CopyText add(UUID value) {
        return add(value.toString());
    }

    /** Any value of a canonical record; {@link Object#toString()} is its database form. */
    public CopyText addValue(Object value) {
        if (value instanceof Long || value instanceof LocalDate || value instanceof Instant) {
            return add(text -> text.append(value));
        }
        return add(value == null ? null : value.toString());
    }

    /** Text that {@code writer} appends, such as JSON, without a string of its own. */
    public CopyText add(Consumer<StringBuilder> writer) {
        separate();
        scratch.setLength(0);
        writer.accept(scratch);
        encode(scratch);
        return this;
    }

    public void endRow() {
        ensure(1);
        bytes[length++] = '\n';
        rowOpen = false;
        rows++;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Writes all rows, by a copy or, where they are few, by a statement; afterwards this is empty and can be filled again. */
    public void writeTo(Connection connection) throws SQLException {
        write(connection, List.of(this));
    }

    /** Writes the rows of several, in their order; in one round trip where they are few. Afterwards all are empty. */
    public static void write(Connection connection, List<CopyText> several) throws SQLException {
        if (several.stream().anyMatch(text -> text.rows > FEW)) {
            for (CopyText text : several) {
                text.copyTo(connection);
            }
            return;
        }
        FewRows.insert(
                connection,
                several.stream()
                        .filter(text -> !text.isEmpty())
                        .map(CopyText::few)
                        .toList());
        several.forEach(CopyText::clear);
    }

    FewRows few() {
        return new FewRows(target, bytes, length);
    }

    /** Sends all rows; afterwards this is empty and can be filled again. */
    public long copyTo(Connection connection) throws SQLException {
        if (rows == 0) {
            return 0;
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
        try {
            for (int from = 0; from < length; from += SEND_AT) {
                copy.writeToCopy(bytes, from, Math.min(SEND_AT, length - from));
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            clear();
        }
    }

    private void clear() {
        length = 0;
        rows = 0;
        rowOpen = false;
    }

    private void separate() {
        if (rowOpen) {
            ensure(1);
            bytes[length++] = '\t';
        }
        rowOpen = true;
    }

    /** UTF-8, with a backslash before what would otherwise end a value, a row or the text. */
    private void encode(CharSequence value) {
        int characters = value.length();
        ensure(3 * characters);
        for (int i = 0; i < characters; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                unusual(value.toString(), i);
                return;
            }
            ascii(c);
        }
    }

    /** From the first character that takes more than one byte on. */
    private void unusual(String value, int from) {
        ensure(3 * (value.length() - from));
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | c >> 6);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[length++] = (byte) (0xE0 | c >> 12);
                bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                for (byte b : value.substring(i, i + 2).getBytes(StandardCharsets.UTF_8)) {
                    bytes[length++] = b;
                }
                i++;
            } else {
                bytes[length++] = REPLACEMENT;
            }
        }
    }

    private void ascii(char c) {
        switch (c) {
            case '\\' -> escaped('\\');
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            default -> bytes[length++] = (byte) c;
        }
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
