package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;

/** The golden records of one type: a table of the {@code fostering} schema. */
public final class GoldenStore {
    private static final int FIRST_FIELD = 5;

    private final Connection connection;
    private final RecordType type;
    private final String table;

    public GoldenStore(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
        this.table = "fostering." + type.name();
    }

    /** A golden record as stored. */
    public record Stored(int version, boolean ended, Object[] values, Instant validFrom) {}

    /** A golden record to be stored. */
    public record Version(long entity, int version, Golden golden, Instant validFrom, boolean ended, Instant at) {}

    /** The golden records of some entities, locked in the order of their ids until the transaction ends. */
    public Map<Long, Stored> lock(List<Long> entities) throws SQLException {
        Map<Long, Stored> found = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id, version, ended_at is not null, valid_from, " + columns()
                        + " from " + table + " where id = any(?) order by id for update")) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getLong(1),
                            new Stored(
                                    rows.getInt(2),
                                    rows.getBoolean(3),
                                    values(rows),
                                    rows.getTimestamp(4).toInstant()));
                }
            }
        }
        return found;
    }

    private Object[] values(ResultSet row) throws SQLException {
        Object[] values = new Object[type.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Object value = value(row, FIRST_FIELD + i, type.fields().get(i).type());
            values[i] = row.wasNull() ? null : value;
        }
        return values;
    }

    private static Object value(ResultSet row, int column, FieldType type) throws SQLException {
        return switch (type) {
            case TEXT, CODE -> row.getString(column);
            case DATE -> row.getObject(column, LocalDate.class);
            case TIMESTAMP -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case BOOLEAN -> row.getBoolean(column);
            case INTEGER, REFERENCE -> row.getLong(column);
            case DECIMAL -> row.getBigDecimal(column);
        };
    }

    private String columns() {
        return type.fields().stream().map(Field::name).collect(Collectors.joining(", "));
    }

    /** The rows of golden records that are not there yet, for the caller to write. */
    public CopyText created(List<Version> versions) {
        return rows(table, versions);
    }

    /** Writes golden records over the older versions of the same entities. */
    public void update(List<Version> versions) throws SQLException {
        if (versions.isEmpty()) {
            return;
        }
        String stage = "stage_" + type.name();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table if not exists " + stage + " (like " + table + ") on commit delete rows");
            rows(stage, versions).writeTo(connection);
            statement.execute(
                    "update " + table + " g set " + assignments() + " from " + stage + " s where g.id = s.id");
            // The same transaction may write the same records once more.
            statement.execute("delete from " + stage);
        }
    }

    private String assignments() {
        return "version = s.version, provenance = s.provenance, ended_at = s.ended_at, changed_at = s.changed_at, "
                + type.fields().stream()
                        .map(Field::name)
                        .map(name -> name + " = s." + name)
                        .collect(Collectors.joining(", "));
    }

    private CopyText rows(String target, List<Version> versions) {
        CopyText copy = new CopyText(
                target + " (id, version, " + columns() + ", provenance, valid_from, ended_at, changed_at)");
        for (Version version : versions) {
            copy.add(version.entity()).add(version.version());
            for (Object value : version.golden().values()) {
                copy.addValue(value);
            }
            copy.add(json -> provenance(version.golden().provenance(), json))
                    .addValue(version.validFrom())
                    .addValue(version.ended() ? version.at() : null)
                    .addValue(version.at())
                    .endRow();
        }
        return copy;
    }

    /** One name for all where they agree, which is nearly always, so that the column stays short. */
    private void provenance(String[] names, StringBuilder json) {
        String common = null;
        boolean mixed = false;
        for (String name : names) {
            if (name != null) {
                mixed |= common != null && !common.equals(name);
                common = name;
            }
        }
        json.append('{');
        if (!mixed && common != null) {
            json.append("\"*\":");
            CanonicalJson.quote(common, json);
        } else if (mixed) {
            String comma = "";
            for (int i = 0; i < names.length; i++) {
                if (names[i] != null) {
                    json.append(comma)
                            .append('"')
                            .append(type.fields().get(i).name())
                            .append("\":");
                    CanonicalJson.quote(names[i], json);
                    comma = ",";
                }
            }
        }
        json.append('}');
    }
}
