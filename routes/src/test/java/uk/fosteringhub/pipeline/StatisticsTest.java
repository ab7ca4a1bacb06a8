package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Together;

/** What is gathered for the planner: on two processors, whoever pushes meanwhile waits for it. */
class StatisticsTest {
    @TempDir
    Path folder;

    private HubFixture hub;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        hub = new HubFixture(folder);
        connection = hub.onStore().connection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        hub.close();
    }

    @Test
    void nothingIsGatheredAboutWhereValuesComeFromByWhichNobodySearches() throws SQLException {
        List<String> tables = new ArrayList<>();

        new Together(connection)
                .ask(
                        "select relname from pg_attribute join pg_class c on c.oid = attrelid"
                                + " where relnamespace = 'fostering'::regnamespace and relkind = 'r'"
                                + " and attname = 'provenance' and attstattarget = 0",
                        row -> tables.add(row.getString(1)))
                .execute();

        assertThat(tables)
                .containsAll(RecordTypes.all().stream().map(RecordType::name).toList());
    }
}
