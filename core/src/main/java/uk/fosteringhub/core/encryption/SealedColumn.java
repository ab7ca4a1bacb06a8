package uk.fosteringhub.core.encryption;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.Database;

/** A column of sealed texts; empty texts are not sealed. */
public final class SealedColumn implements SealedStore {
    private static final Logger LOG = LoggerFactory.getLogger(SealedColumn.class);
    private static final int BATCH = 200;

    private final Database database;
    private final Sealer sealer;
    private final String name;
    private final String purpose;
    private final String id;
    private final String table;
    private final String column;

    /**
     * @param name for people, in the plural
     * @param purpose what the texts are sealed as
     * @param column schema, table and column, separated by full stops
     * @param id SQL: a number for each row of the table
     */
    public SealedColumn(Database database, Sealer sealer, String name, String purpose, String column, String id) {
        this.database = database;
        this.sealer = sealer;
        this.name = name;
        this.purpose = purpose;
        this.id = id;
        this.table = column.substring(0, column.lastIndexOf('.'));
        this.column = column.substring(column.lastIndexOf('.') + 1);
    }

    private record Row(long id, String sealed) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<KeyId, Long> use() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "select substring(%1$s from 4 for 8), count(*) from %2$s".formatted(column, table)
                                    + " where " + column + " like 's1.%' group by 1");
                    ResultSet rows = query.executeQuery()) {
                Map<KeyId, Long> use = new HashMap<>();
                while (rows.next()) {
                    use.put(KeyId.parse(rows.getString(1)), rows.getLong(2));
                }
                return use;
            }
        });
    }

    @Override
    public long reEncrypt(Pace pace) {
        long done = 0;
        long last = Long.MIN_VALUE;
        while (true) {
            long after = last;
            List<Row> batch = database.inTransaction(connection -> next(connection, after));
            if (batch.isEmpty()) {
                return done;
            }
            int changed = database.inTransaction(connection -> change(connection, batch));
            done += changed;
            pace.done(changed);
            last = batch.get(batch.size() - 1).id();
        }
    }

    private List<Row> next(Connection connection, long after) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select %3$s, %1$s from %2$s where %3$s > ? and %1$s like 's1.%%' and substring(%1$s from 4 for 8) <> ?
                order by 1 limit ?""".formatted(column, table, id))) {
            query.setLong(1, after);
            query.setString(2, sealer.primary().toString());
            query.setInt(3, BATCH);
            List<Row> batch = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    batch.add(new Row(rows.getLong(1), rows.getString(2)));
                }
            }
            return batch;
        }
    }

    /** What somebody else changed meanwhile is left to him. */
    private int change(Connection connection, List<Row> batch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update %2$s set %1$s = ? where %3$s = ? and %1$s = ?".formatted(column, table, id))) {
            int changed = 0;
            for (Row row : batch) {
                try {
                    update.setString(1, sealer.seal(purpose, sealer.open(purpose, row.sealed())));
                } catch (SealBroken unreadable) {
                    LOG.warn("table={} id={} outcome=left-as-it-is {}", table, row.id(), unreadable.getMessage());
                    continue;
                }
                update.setLong(2, row.id());
                update.setString(3, row.sealed());
                changed += update.executeUpdate();
            }
            return changed;
        }
    }
}
