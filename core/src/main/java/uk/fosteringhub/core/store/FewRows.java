package uk.fosteringhub.core.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A few rows in the text format of {@code COPY}, written by one prepared statement: {@code COPY} takes two round trips and is
 * parsed anew each time, which is nothing for a thousand rows and a lot for the one of a pushed record.
 */
final class FewRows {
    private final List<Optional<String>> values = new ArrayList<>();
    private int rows;

    /** @param copy rows as they would be copied */
    FewRows(byte[] copy, int length) {
        byte[] value = new byte[length];
        int size = 0;
        boolean none = false;
        for (int i = 0; i < length; i++) {
            switch (copy[i]) {
                case '\t', '\n' -> {
                    values.add(
                            none ? Optional.empty() : Optional.of(new String(value, 0, size, StandardCharsets.UTF_8)));
                    rows += copy[i] == '\n' ? 1 : 0;
                    size = 0;
                    none = false;
                }
                case '\\' -> {
                    i++;
                    none = copy[i] == 'N';
                    value[size++] = meaning(copy[i]);
                }
                default -> value[size++] = copy[i];
            }
        }
    }

    private static byte meaning(byte escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    /** All values, row by row. */
    List<Optional<String>> values() {
        return values;
    }

    /** @param target table with its columns */
    long insertInto(Connection connection, String target) throws SQLException {
        int columns = values.size() / rows;
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        String sql = "insert into " + target + " values " + (row + ", ").repeat(rows - 1) + row;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                // of no type, so that the column's decides, as with COPY
                insert.setObject(i + 1, values.get(i).orElse(null), Types.OTHER);
            }
            return insert.executeUpdate();
        }
    }
}
