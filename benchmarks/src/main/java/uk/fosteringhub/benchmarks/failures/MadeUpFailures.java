package uk.fosteringhub.benchmarks.failures;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.failures.Payloads;

/**
 * Failures by the million: sixty groups of very different size, a fifth of them open, over four hundred days, with words
 * of very different frequency.
 */
final class MadeUpFailures {
    static final int WORDS = 5_000;
    private static final int STEP = 250_000;
    private static final List<String> FEEDS = List.of(
            "lcs-persons", "lcs-visits", "mosaic-persons", "lafse-enquiries", "ssda903-episodes", "charms-carers");
    private static final List<String> RULES = List.of(
            "date", "required", "nhs-number", "code", "postcode", "max-length", "reference", "key", "uprn", "range");

    private final Connection connection;
    private final Payloads payloads;

    MadeUpFailures(Connection connection, Payloads payloads) {
        this.connection = connection;
        this.payloads = payloads;
    }

    static String feed(int number) {
        return FEEDS.get(Math.floorMod(number, FEEDS.size()));
    }

    static String rule(int number) {
        return RULES.get(Math.floorMod(number, RULES.size()));
    }

    static String word(int number) {
        return "word" + number;
    }

    /** Indexes are made afterwards, as they are when a table is restored. */
    void fill(long count) throws SQLException {
        groups();
        runs(count);
        List<String> indexes = indexes();
        for (String index : indexes) {
            execute("drop index hub." + index.replaceFirst("(?s).*?INDEX (\\S+) ON.*", "$1"));
        }
        Long[] words = new Long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = payloads.asked(word(i))[0];
        }
        for (long from = 1; from <= count; from += STEP) {
            insert(from, Math.min(count, from + STEP - 1), count, words);
        }
        for (String index : indexes) {
            execute(index);
        }
        execute("vacuum (analyze) hub.failure");
    }

    /** A night for each of the days, with a delivery of each feed. */
    private void runs(long count) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with run as (
                    insert into hub.run (trigger, state, verdict, started_at, finished_at)
                    select 'schedule', 'finished', 'AMBER', day, day + interval '20 minutes'
                    from generate_series(now() - interval '400 days', now() - interval '1 hour', interval '1 day') day
                    returning id, started_at),
                feed_run as (
                    insert into hub.feed_run (run_id, feed, state, verdict, reasons, started_at, finished_at)
                    select id, feed, 'done', 'AMBER', array['records failed'], started_at, started_at + interval '1 minute'
                    from run, unnest(?::text[]) feed)
                insert into hub.delivery (feed, run_id, name, sha256, bytes, mapping_fingerprint, baseline, state, received,
                    added, failed, received_at, finished_at)
                select feed, id, feed || '.csv', '', 0, '', false, 'accepted_with_errors', ?, ?, ?, started_at, started_at
                from run, unnest(?::text[]) feed\
                """)) {
            Array feeds = connection.createArrayOf("text", FEEDS.toArray());
            long failed = count / 400 / FEEDS.size();
            insert.setArray(1, feeds);
            insert.setLong(2, 10 * failed);
            insert.setLong(3, 9 * failed);
            insert.setLong(4, failed);
            insert.setArray(5, feeds);
            insert.executeUpdate();
        }
    }

    private void groups() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into hub.failure_group (feed, step, kind, rule, column_name, field)
            values (?, 'map', ?, ?, upper(?), ?)\
            """)) {
            for (String feed : FEEDS) {
                for (String rule : RULES) {
                    insert.setString(1, feed);
                    insert.setString(2, rule.equals("required") ? "missing-value" : "wrong-value");
                    insert.setString(3, rule);
                    insert.setString(4, rule + "_column");
                    insert.setString(5, rule.replace('-', '_'));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** All but the key's and the one that keeps failures from standing twice. */
    private List<String> indexes() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("""
                    select indexdef from pg_indexes where schemaname = 'hub' and tablename = 'failure'
                        and indexname not in ('failure_pkey', 'failure_waiting')\
                    """)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void insert(long from, long to, long count, Long[] words) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            with made as (
                select n, 1 + floor(random() * random() * 60)::int as place, random() as fate,
                    floor(random() * 2000)::bigint as value,
                    now() - interval '400 days' + (n * 400.0 * 86400 / ?) * interval '1 second' as at
                from generate_series(?::bigint, ?::bigint) n)
            insert into hub.failure (feed, source_key, delivery_id, run_id, line, step, rule, column_name, field,
                message, problems, raw, received, kind, group_id, value_token, words, state, first_seen, last_seen,
                changed_at)
            select g.feed, 'K' || m.n, 1 + m.n / 10000, 1 + m.n / 50000, 2 + m.n %% 10000, g.step, g.rule,
                g.column_name, g.field, g.column_name || ' is not as it should be; correct it in the source', '[]',
                '{"KEY":"K' || m.n || '","A":"' || repeat('x', 200) || '"}', '[""]', g.kind, g.id, 1 + m.value,
                array(select (?::bigint[])[1 + floor(power(random(), 3) * %d)::int]
                    from generate_series(1, 12 + (m.n * 0)::int)),
                case when m.fate < 0.2 then 'open' when m.fate < 0.9 then 'resolved' else 'discarded' end,
                m.at, m.at, m.at
            from made m join hub.failure_group g on g.id = m.place order by m.n\
            """.formatted(WORDS))) {
            insert.setLong(1, count);
            insert.setLong(2, from);
            insert.setLong(3, to);
            insert.setArray(4, connection.createArrayOf("bigint", words));
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
