package uk.fosteringhub.core.store;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;

/**
 * Golden records for people and spreadsheets, with hub id, version and source keys, in the order of hub ids. Restricted
 * persons, and all records that concern them, are left out unless they are asked for.
 */
public final class GoldenExport {
    private static final int FETCH = 2_000;

    private final Database database;
    private final boolean restrictedToo;

    public GoldenExport(Database database) {
        this(database, false);
    }

    private GoldenExport(Database database, boolean restrictedToo) {
        this.database = database;
        this.restrictedToo = restrictedToo;
    }

    /** The same with restricted persons and what concerns them. */
    public GoldenExport withRestricted() {
        return new GoldenExport(database, true);
    }

    /** How many records of a kind are left out because they concern a restricted person. */
    public long leftOut(RecordType type) {
        if (restrictedToo) {
            return 0;
        }
        return database.inTransaction(connection -> {
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery("select count(*) from fostering." + type.name() + " g where "
                            + Restricted.concerns(type, "g"))) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Takes one record. */
    @FunctionalInterface
    private interface Sink {
        void row(ResultSet row) throws SQLException, IOException;
    }

    /**
     * Rows separated by CRLF, RFC 4180, UTF-8; cells that a spreadsheet would run as a formula are disarmed with an
     * apostrophe.
     *
     * @return how many records
     */
    public long csv(RecordType type, OutputStream out) throws IOException {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(List.of("hub_id", "version", "source_keys"));
        type.fields().forEach(field -> header.add(field.name()));
        header.addAll(List.of("valid_from", "ended_at", "changed_at"));
        csv.writeRecord(header);
        int columns = header.size();
        long rows = each(type, row -> {
            List<String> cells = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                String cell = row.getString(i);
                cells.add(cell == null ? "" : SafeCell.of(cell));
            }
            csv.writeRecord(cells);
        });
        csv.flush();
        return rows;
    }

    /**
     * One JSON object a line, UTF-8.
     *
     * @return how many records
     */
    public long jsonLines(RecordType type, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        int fields = type.fields().size();
        long rows = each(type, row -> {
            StringBuilder json = new StringBuilder("{\"hub_id\":" + row.getLong(1) + ",\"version\":" + row.getInt(2));
            json.append(",\"source_keys\":");
            CanonicalJson.quote(row.getString(3), json);
            for (int i = 0; i < fields; i++) {
                Field field = type.fields().get(i);
                member(json, field.name(), row.getString(4 + i), unquoted(field.type()));
            }
            member(json, "valid_from", row.getString(4 + fields), false);
            member(json, "ended_at", row.getString(5 + fields), false);
            member(json, "changed_at", row.getString(6 + fields), false);
            writer.write(json.append("}\n").toString());
        });
        writer.flush();
        return rows;
    }

    private static boolean unquoted(FieldType type) {
        return switch (type) {
            case BOOLEAN, INTEGER, DECIMAL, REFERENCE -> true;
            case TEXT, CODE, DATE, TIMESTAMP -> false;
        };
    }

    private static void member(StringBuilder json, String name, String value, boolean unquoted) {
        if (value != null) {
            json.append(",\"").append(name).append("\":");
            if (unquoted) {
                json.append(value);
            } else {
                CanonicalJson.quote(value, json);
            }
        }
    }

    private long each(RecordType type, Sink sink) throws IOException {
        try {
            return database.inTransaction(connection -> read(connection, type, sink));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private long read(Connection connection, RecordType type, Sink sink) throws SQLException {
        try (Statement query = connection.createStatement()) {
            query.setFetchSize(FETCH);
            long count = 0;
            try (ResultSet rows = query.executeQuery(select(type))) {
                while (rows.next()) {
                    sink.row(rows);
                    count++;
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return count;
        }
    }

    private String select(RecordType type) {
        return """
                select g.id, g.version, coalesce((
                    select string_agg(s.system || ':' || c.key, ' ' order by s.system, c.key)
                    from hub.contribution c join hub.source s on s.id = c.source_id
                    where c.entity_id = g.id and c.state <> 'x'), ''),
                %s, %s, %s, %s
                from fostering.%s g where %s order by g.id""".formatted(
                        type.fields().stream().map(GoldenExport::column).collect(Collectors.joining(", ")),
                        utc("valid_from"),
                        utc("ended_at"),
                        utc("changed_at"),
                        type.name(),
                        restrictedToo ? "true" : "not " + Restricted.concerns(type, "g"));
    }

    private static String column(Field field) {
        return switch (field.type()) {
            case TIMESTAMP -> utc(field.name());
            case BOOLEAN -> "g." + field.name() + "::text";
            default -> "g." + field.name();
        };
    }

    private static String utc(String column) {
        return "to_char(g." + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    }
}
