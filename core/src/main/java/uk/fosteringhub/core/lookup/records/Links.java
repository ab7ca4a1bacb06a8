package uk.fosteringhub.core.lookup.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Restricted;

/** What a record points to, and what points to it. */
final class Links {
    private static final int SHOWN = 20;

    private final Connection connection;
    private final boolean restricted;

    Links(Connection connection, boolean restricted) {
        this.connection = connection;
        this.restricted = restricted;
    }

    /** @param values of the golden record */
    List<Link> pointsTo(RecordType type, Object[] values) throws SQLException {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Field field = type.fields().get(i);
            if (field.type() == FieldType.REFERENCE && values[i] instanceof Long entity) {
                RecordFinder.shown(connection, Map.of(entity, field.refersTo()), restricted)
                        .forEach(record -> links.add(new Link(field.name(), record)));
            }
        }
        return links;
    }

    List<Pointing> pointedAtBy(RecordType type, long entity) throws SQLException {
        List<Pointing> pointing = new ArrayList<>();
        for (RecordType other : RecordTypes.all()) {
            for (Field field : other.fields()) {
                if (field.type() == FieldType.REFERENCE && field.refersTo().equals(type.name())) {
                    add(pointing, other, field, entity);
                }
            }
        }
        return pointing;
    }

    private void add(List<Pointing> pointing, RecordType other, Field field, long entity) throws SQLException {
        String where = " from fostering." + other.name() + " g where g." + field.name() + " = ?"
                + (restricted ? "" : " and not " + Restricted.concerns(other, "g"));
        Map<Long, String> newest = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id" + where + " order by id desc limit " + SHOWN)) {
            query.setLong(1, entity);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    newest.put(rows.getLong(1), other.name());
                }
            }
        }
        if (!newest.isEmpty()) {
            pointing.add(new Pointing(
                    other.name(),
                    field.name(),
                    newest.size() < SHOWN ? newest.size() : count(where, entity),
                    RecordFinder.shown(connection, newest, restricted)));
        }
    }

    private long count(String where, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select count(*) from (select 1" + where + " limit " + Pointing.MOST_COUNTED + ") counted")) {
            query.setLong(1, entity);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
