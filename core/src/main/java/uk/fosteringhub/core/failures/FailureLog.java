package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.store.Catalogue;

/** One row per failed record of a feed; the same record failing again is the same row. */
public final class FailureLog {
    /** Source key of a failure that is about a whole delivery. */
    public static final String WHOLE_DELIVERY = "(delivery)";
    /** Source key of an ending that waits for a person's word. */
    public static final String ENDING = "(ending)";

    private static final int AT_ONCE = 500;
    /** The types of a row's values. */
    private static final List<String> ROW = List.of(
            "text", "bigint", "text", "text", "text", "text", "text", "text", "text", "text", "text", "int", "bigint",
            "text");

    private final Connection connection;
    private final String feed;
    private final Payloads payloads;

    public FailureLog(Connection connection, String feed, Payloads payloads) {
        this.connection = connection;
        this.feed = feed;
        this.payloads = payloads;
    }

    public void write(long delivery, long run, List<FailedRecord> failed) throws SQLException {
        write(delivery, run, failed, FailureState.OPEN);
    }

    /** Notes that something waits for a person to release it. */
    public void hold(long delivery, long run, FailedRecord held) throws SQLException {
        write(delivery, run, List.of(held), FailureState.HELD);
    }

    private void write(long delivery, long run, List<FailedRecord> failed, FailureState state) throws SQLException {
        if (failed.isEmpty()) {
            return;
        }
        // Sorted, so that two transactions lock rows in the same order; once each, as one statement may.
        Map<String, FailedRecord> byKey = new TreeMap<>();
        failed.forEach(record -> byKey.put(record.key(), record));
        Groups groups = new Groups(connection, feed);
        List<Object[]> rows = new ArrayList<>();
        for (FailedRecord record : byKey.values()) {
            rows.add(row(record, groups));
        }
        // Some at once and not each alone: failures are tallied per statement.
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.failure (feed, source_key, delivery_id, run_id, line, step, rule, column_name, field,
                    message, problems, raw, received, kind, group_id, value_token, words, state, attempts)
                select ?, r.key, ?, ?, r.line, r.step, r.rule, r.column_name, r.field, r.message, r.problems::jsonb, r.raw,
                    r.received, r.kind, r.group_id, r.value_token, r.words::bigint[], ?, jsonb_build_array(jsonb_build_object(
                        'at', now(), 'delivery', ?::bigint, 'run', ?::bigint, 'group', r.group_id))
                from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[]) with ordinality
                    as r (key, line, step, rule, column_name, field, message, problems, raw, received, kind, group_id,
                        value_token, words, place)
                order by r.place
                on conflict (feed, source_key) where state in ('open', 'held', 'retrying')
                do update set delivery_id = excluded.delivery_id, run_id = excluded.run_id, line = excluded.line,
                    step = excluded.step, rule = excluded.rule, column_name = excluded.column_name,
                    field = excluded.field, message = excluded.message, problems = excluded.problems,
                    raw = excluded.raw, received = excluded.received, kind = excluded.kind,
                    group_id = excluded.group_id, value_token = excluded.value_token, words = excluded.words,
                    state = case hub.failure.state when 'retrying' then 'open' else hub.failure.state end,
                    attempts = case when jsonb_array_length(hub.failure.attempts) < 60 then hub.failure.attempts
                        else hub.failure.attempts - 0 end || excluded.attempts,
                    version = hub.failure.version + 1, changed_by = 'hub', changed_at = now(), last_seen = now(),
                    seen = hub.failure.seen + (hub.failure.delivery_id <> excluded.delivery_id)::int""")) {
            insert.setString(1, feed);
            insert.setLong(2, delivery);
            insert.setLong(3, run);
            insert.setString(4, state.word());
            insert.setLong(5, delivery);
            insert.setLong(6, run);
            for (int from = 0; from < rows.size(); from += AT_ONCE) {
                List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
                for (int column = 0; column < ROW.size(); column++) {
                    int at = column;
                    insert.setArray(
                            7 + column,
                            connection.createArrayOf(
                                    ROW.get(column),
                                    some.stream().map(row -> row[at]).toArray()));
                }
                insert.executeUpdate();
            }
        }
    }

    private Object[] row(FailedRecord record, Groups groups) throws SQLException {
        MappingProblem first = record.problems().get(0);
        FailureKind kind = FailureKind.of(record);
        return new Object[] {
            record.key(),
            first.line(),
            record.step(),
            first.rule(),
            first.column(),
            first.field(),
            first.message(),
            json(record.problems()),
            payloads.seal(record.raw()),
            payloads.seal(values(record.problems())),
            kind.word(),
            groups.of(record.step(), kind, first),
            payloads.token(first.value()),
            Arrays.stream(payloads.of(record.raw())).map(String::valueOf).collect(Collectors.joining(",", "{", "}"))
        };
    }

    /**
     * Notes that a failure that was taken through again has failed again; its place in the delivery it came in stays. The
     * caller holds the row.
     */
    public void failedAgain(long id, FailedRecord record) throws SQLException {
        MappingProblem first = record.problems().get(0);
        FailureKind kind = FailureKind.of(record);
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure set state = 'open', step = ?, rule = ?, column_name = ?, field = ?, message = ?,
                    problems = ?::jsonb, received = ?, kind = ?, group_id = ?, value_token = ?, version = version + 1,
                    changed_by = 'hub', changed_at = now() where id = ?""")) {
            update.setString(1, record.step());
            update.setString(2, first.rule());
            update.setString(3, first.column());
            update.setString(4, first.field());
            update.setString(5, first.message());
            update.setString(6, json(record.problems()));
            update.setString(7, payloads.seal(values(record.problems())));
            update.setString(8, kind.word());
            update.setInt(9, new Groups(connection, feed).of(record.step(), kind, first));
            update.setLong(10, payloads.token(first.value()));
            update.setLong(11, id);
            update.executeUpdate();
        }
    }

    /** What failures have in common, by numbers; looked up once per transaction. */
    private static final class Groups {
        private final Connection connection;
        private final String feed;
        private final Map<List<String>, Integer> known = new HashMap<>();

        Groups(Connection connection, String feed) {
            this.connection = connection;
            this.feed = feed;
        }

        int of(String step, FailureKind kind, MappingProblem first) throws SQLException {
            List<String> group = List.of(feed, step, kind.word(), first.rule(), first.column(), first.field());
            Integer number = known.get(group);
            if (number == null) {
                number = Catalogue.failureGroup(connection, group);
                known.put(group, number);
            }
            return number;
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
            json.append('}');
        }
        return json.append(']').toString();
    }

    /** In the order of the problems. */
    private static String values(List<MappingProblem> problems) {
        StringBuilder json = new StringBuilder("[");
        for (MappingProblem problem : problems) {
            if (json.length() > 1) {
                json.append(',');
            }
            CanonicalJson.quote(withoutNul(problem.value()), json);
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
