package uk.fosteringhub.attribution;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

/** A store of its own with enquiries and touchpoints written straight into it, and the project's rules for sources. */
final class AttributedStore implements AutoCloseable {
    static final SourceRules RULES =
            MappingFolder.load(Path.of("..", "mappings")).sources();
    private static final String FRAME = ", provenance, valid_from, changed_at";

    private final TestDatabase test;
    private final HikariDataSource source = new HikariDataSource();
    final Database database;

    AttributedStore() {
        test = TestDatabases.copyOf("migrated", url -> {
            try (HikariDataSource migrating = new HikariDataSource()) {
                migrating.setJdbcUrl(url);
                new Database(migrating).migrate();
            }
        });
        source.setJdbcUrl(test.url());
        source.setMaximumPoolSize(4);
        database = new Database(source);
    }

    Attributor attributor() {
        return new Attributor(database, RULES, AttributionSettings.DEFAULT);
    }

    /** @param values SQL literals by column */
    void add(String type, long id, Map<String, String> values) {
        List<Map.Entry<String, String>> entries = List.copyOf(values.entrySet());
        execute("insert into fostering.%s (id, version, %s%s) values (%d, 1, %s, '{}', now(), now())"
                .formatted(
                        type,
                        entries.stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")),
                        FRAME,
                        id,
                        entries.stream().map(Map.Entry::getValue).collect(Collectors.joining(", "))));
    }

    /** What one source says of an enquiry. */
    void claim(long enquiry, String system, String key, String said) {
        execute("insert into hub.feed (name) values ('%s') on conflict do nothing".formatted(system + "-enquiries"));
        execute(
                "insert into hub.source (system, keyspace, record_type) values ('%1$s', '%1$s', 'enquiry') on conflict do nothing"
                        .formatted(system));
        execute("""
            insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
            values ((select id from hub.source where system = '%1$s' and record_type = 'enquiry'), '%2$s', %3$d,
                (select id from hub.feed where name = '%1$s-enquiries'), 1, 2, 'a',
                '{"source_as_received":"%4$s"}')\
            """.formatted(system, key, enquiry, said));
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    /** Each row as its values joined by blanks. */
    List<String> rows(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    text.append(column == 1 ? "" : " ").append(row.getString(column));
                }
                rows.add(text.toString());
            }
            return rows;
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }

    /** The path of each enquiry that reports show. */
    List<String> paths() {
        return rows("select enquiry_key, path from reporting.fact_enquiry order by 1");
    }

    @Override
    public void close() {
        source.close();
        test.close();
    }
}
