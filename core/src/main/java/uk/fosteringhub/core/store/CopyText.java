package uk.fosteringhub.core.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for PostgreSQL's {@code COPY … FROM STDIN} in its text format, gathered and sent in one go. */
public final class CopyText {
    private static final int SEND_AT = 1 << 16;

    private final String sql;
    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean rowOpen;
    private long rows;

    /** @param target table with its columns, such as {@code hub.delivery (id, feed)} */
    public CopyText(String target) {
        this.sql = "copy " + target + " from stdin";
    }

    public CopyText add(String value) {
        separate();
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value);
        }
        return this;
    }

    public CopyText add(long value) {
        separate();
        text.append(value);
        return this;
    }

    public CopyText add(UUID value) {
        separate();
        text.append(value);
        return this;
    }

    /** Any value of a canonical record; {@link Object#toString()} is its database form. */
    public CopyText addValue(Object value) {
        if (value instanceof Long
                || value instanceof LocalDate
                || value instanceof Instant
                || value instanceof Boolean) {
            separate();
            text.append(value);
            return this;
        }
        return add(value == null ? null : value.toString());
    }

    /** Text that {@code writer} appends, such as JSON, without a copy of its own. */
    public CopyText add(java.util.function.Consumer<StringBuilder> writer) {
        separate();
        int start = text.length();
        writer.accept(text);
        escapeBackslashesFrom(start);
        return this;
    }

    public void endRow() {
        text.append('\n');
        rowOpen = false;
        rows++;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Sends all rows; afterwards this is empty and can be filled again. */
    public long copyTo(Connection connection) throws SQLException {
        if (rows == 0) {
            return 0;
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            int from = 0;
            while (from < text.length()) {
                int to = Math.min(text.length(), from + SEND_AT);
                if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                    to--; // a surrogate pair must not be cut in two
                }
                byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                from = to;
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            text.setLength(0);
            rows = 0;
            rowOpen = false;
        }
    }

    private void separate() {
        if (rowOpen) {
            text.append('\t');
        }
        rowOpen = true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }

    /** JSON has no bare line ends or tabs, so backslashes are all there is to escape. */
    private void escapeBackslashesFrom(int start) {
        int first = text.indexOf("\\", start);
        if (first >= 0) {
            String rest = text.substring(first);
            text.setLength(first);
            escape(rest);
        }
    }
}
