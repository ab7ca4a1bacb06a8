package uk.fosteringhub.core.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A few rows in the text format of {@code COPY}, written by a prepared statement: {@code COPY} takes two round trips and is
 * parsed anew each time, which is nothing for a thousand rows and a lot for the few of what is pushed. Rows of several
 * tables go in one round trip.
 */
final class FewRows {
    private final String target;
    private final List<Optional<String>> values = new ArrayList<>();
    private int rows;

    /**
     * @param target table with its columns
     * @param copy at least one row as it would be copied
     */
    FewRows(String target, byte[] copy, int length) {
        this.target = target;
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

    /** Writes them in their order. */
    static void insert(Connection connection, List<FewRows> some) throws SQLException {
        if (some.isEmpty()) {
            return;
        }
        String together = some.stream().map(FewRows::sql).collect(Collectors.joining("; "));
        try (PreparedStatement insert = connection.prepareStatement(together)) {
            int place = 1;
            for (FewRows rows : some) {
                for (Optional<String> value : rows.values) {
                    // of no type, so that the column's decides, as with COPY
                    insert.setObject(place++, value.orElse(null), Types.OTHER);
                }
            }
            insert.execute();
        }
    }

    private String sql() {
        int columns = values.size() / rows;
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        return "insert into " + target + " values " + (row + ", ").repeat(rows - 1) + row;
    }
}
