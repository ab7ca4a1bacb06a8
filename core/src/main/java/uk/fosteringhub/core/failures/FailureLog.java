package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.core.records.CanonicalJson;

/** One row per failed record of a feed; the same record failing again is the same row. */
public final class FailureLog {
    /** Source key of a failure that is about a whole delivery. */
    public static final String WHOLE_DELIVERY = "(delivery)";
    /** Source key of an ending that waits for a person's word. */
    public static final String ENDING = "(ending)";

    private final Connection connection;
    private final String feed;

    public FailureLog(Connection connection, String feed) {
        this.connection = connection;
        this.feed = feed;
    }

    public void write(long delivery, long run, List<FailedRecord> failed) throws SQLException {
        write(delivery, run, failed, "open");
    }

    /** Notes that something waits for a person to release it. */
    public void hold(long delivery, long run, FailedRecord held) throws SQLException {
        write(delivery, run, List.of(held), "held");
    }

    private void write(long delivery, long run, List<FailedRecord> failed, String state) throws SQLException {
        if (failed.isEmpty()) {
            return;
        }
        // Sorted, so that two transactions lock rows in the same order; once each, as one statement may.
        Map<String, FailedRecord> byKey = new TreeMap<>();
        failed.forEach(record -> byKey.put(record.key(), record));
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.failure (feed, source_key, delivery_id, run_id, line, step, rule, column_name, field,
                    message, problems, raw, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                on conflict (feed, source_key) where state in ('open', 'held', 'retrying')
                do update set delivery_id = excluded.delivery_id, run_id = excluded.run_id, line = excluded.line,
                    step = excluded.step, rule = excluded.rule, column_name = excluded.column_name,
                    field = excluded.field, message = excluded.message, problems = excluded.problems,
                    raw = excluded.raw, last_seen = now(),
                    seen = hub.failure.seen + (hub.failure.delivery_id <> excluded.delivery_id)::int""")) {
            for (FailedRecord record : byKey.values()) {
                MappingProblem first = record.problems().get(0);
                insert.setString(1, feed);
                insert.setString(2, record.key());
                insert.setLong(3, delivery);
                insert.setLong(4, run);
                insert.setLong(5, first.line());
                insert.setString(6, record.step());
                insert.setString(7, first.rule());
                insert.setString(8, first.column());
                insert.setString(9, first.field());
                insert.setString(10, first.message());
                insert.setString(11, json(record.problems()));
                insert.setString(12, record.raw());
                insert.setString(13, state);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Adds codes that no table knows to the list for the team to decide. */
    public void writeUnmapped(Map<UnmappedCode, Integer> codes) throws SQLException {
        if (codes.isEmpty()) {
            return;
        }
        Map<String, Map.Entry<UnmappedCode, Integer>> sorted = new TreeMap<>();
        codes.entrySet().forEach(entry -> sorted.put(entry.getKey().toString(), entry));
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.unmapped_code (feed, code_table, column_name, value, seen) values (?, ?, ?, ?, ?)
                on conflict (feed, code_table, column_name, value)
                do update set seen = hub.unmapped_code.seen + excluded.seen, last_seen = now()""")) {
            for (Map.Entry<UnmappedCode, Integer> entry : sorted.values()) {
                UnmappedCode code = entry.getKey();
                insert.setString(1, feed);
                insert.setString(2, code.table());
                insert.setString(3, code.column());
                insert.setString(4, code.value());
                insert.setLong(5, entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(List<MappingProblem> problems) {
        StringBuilder json = new StringBuilder("[");
        for (MappingProblem problem : problems) {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append("{\"line\":").append(problem.line());
            member(json, "column", problem.column());
            member(json, "field", problem.field());
            member(json, "rule", problem.rule());
            member(json, "message", problem.message());
            member(json, "value", withoutNul(problem.value()));
            json.append('}');
        }
        return json.append(']').toString();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":");
        CanonicalJson.quote(value, json);
    }

    /** PostgreSQL's JSON cannot hold the NUL character; the symbol for it stands in its place. */
    public static String withoutNul(String value) {
        return value.replace('\0', '\u2400');
    }
}
