package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.fosteringhub.core.store.Together;

/** Rows of numbers that come into a table of the index, or go from it. */
final class IndexEntries {
    private final String table;
    private final List<String> columns;
    /** 1: came, -1: went, 0: stayed. */
    private final TreeMap<long[], Integer> rows = new TreeMap<>(Arrays::compare);

    IndexEntries(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns);
    }

    void note(boolean there, long... row) {
        rows.merge(row, there ? 1 : -1, Integer::sum);
    }

    /** The first column of the rows that came or went. */
    Set<Long> touched() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue() != 0)
                .map(row -> row.getKey()[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Adds what is to be done. */
    void writeTo(Connection connection, Together all) throws SQLException {
        String arrays = columns.stream().map(column -> "?::bigint[]").collect(Collectors.joining(", "));
        String names = String.join(", ", columns);
        write(
                connection,
                all,
                -1,
                "delete from " + table + " t using unnest(" + arrays + ") as gone (" + names + ") where "
                        + columns.stream()
                                .map(column -> "t." + column + " = gone." + column)
                                .collect(Collectors.joining(" and ")));
        write(
                connection,
                all,
                1,
                "insert into " + table + " (" + names + ") select * from unnest(" + arrays
                        + ") on conflict do nothing");
    }

    private void write(Connection connection, Together all, int which, String sql) throws SQLException {
        List<long[]> chosen = new ArrayList<>();
        rows.forEach((row, by) -> {
            if (Integer.signum(by) == which) {
                chosen.add(row);
            }
        });
        if (chosen.isEmpty()) {
            return;
        }
        Object[] columnValues = new Object[columns.size()];
        for (int i = 0; i < columnValues.length; i++) {
            int column = i;
            columnValues[i] = Rows.longs(connection, chosen.stream().mapToLong(row -> row[column]));
        }
        all.add(sql, columnValues);
    }
}
