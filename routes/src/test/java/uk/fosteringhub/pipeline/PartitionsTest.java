package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.store.Together;

/** The logs that have a partition for each month. */
@Tag("servers")
class PartitionsTest {
    @TempDir
    Path folder;

    private HubFixture hub;
    private Connection connection;

    @BeforeEach
    void withoutPartitionsOfMonths() throws SQLException {
        hub = new HubFixture(folder);
        connection = hub.onStore().connection();
        for (String log : List.of("change", "receipt", "pushed")) {
            for (String month : months(log)) {
                execute("drop table " + month);
            }
        }
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({"change,after|before", "receipt,", "pushed,body|idempotency_key|problems"})
    void thisMonthAndTheNextTwoHaveOneThatIsAnalysedAsTheLogIs(String log, String unsearched) throws SQLException {
        execute("select hub.ensure_live_partitions()");
        execute("select hub.ensure_live_partitions()");

        assertThat(months(log))
                .isEqualTo(texts("select 'hub." + log + "_' || to_char(now() at time zone 'UTC'"
                        + " + n * interval '1 month', 'YYYY_MM') from generate_series(0, 2) n order by 1"));
        List<String> all = new ArrayList<>(months(log));
        all.add("hub." + log + "_default");
        for (String partition : all) {
            assertThat(String.join("|", withoutStatistics(partition)))
                    .as(partition)
                    .isEqualTo(unsearched == null ? "" : unsearched);
        }
    }

    @Test
    void rowsOfAMonthThatLieInTheDefaultPartitionAlreadyStayThere() throws SQLException {
        execute("insert into hub.pushed (id, feed, credential, idempotency_key, body, state, received_at)"
                + " values (1, 'website-enquiries', 'website', 'one', '{}', 'r', now() + interval '1 month')");

        execute("select hub.ensure_live_partitions()");

        assertThat(months("pushed")).hasSize(2);
        assertThat(months("change")).hasSize(3);
        assertThat(texts("select id::text from hub.pushed_default")).containsExactly("1");
    }

    private List<String> months(String log) throws SQLException {
        return texts(
                "select 'hub.' || relname from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'hub."
                        + log + "'::regclass and relname <> '" + log + "_default' order by 1");
    }

    private List<String> withoutStatistics(String table) throws SQLException {
        return texts("select attname from pg_attribute where attrelid = '" + table + "'::regclass and attstattarget = 0"
                + " and attnum > 0 order by 1");
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        new Together(connection).ask(sql, row -> texts.add(row.getString(1))).execute();
        return texts;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
