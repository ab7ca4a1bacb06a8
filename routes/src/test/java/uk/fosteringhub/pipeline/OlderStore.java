package uk.fosteringhub.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

/** A database as an earlier version of the hub has left it. */
final class OlderStore implements AutoCloseable {
    private final TestDatabase database = TestDatabases.empty();
    private final HikariDataSource source = new HikariDataSource();

    /** @param version the last migration that was carried out */
    OlderStore(int version) {
        source.setJdbcUrl(database.url());
        Flyway.configure()
                .dataSource(source)
                .schemas("hub")
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:db/migration")
                .target(version + "?")
                .load()
                .migrate();
    }

    void execute(String sql) {
        database.execute(sql);
    }

    List<String> query(String sql) {
        return database.query(sql);
    }

    void update() {
        new Database(source).migrate();
    }

    @Override
    public void close() {
        source.close();
        database.close();
    }
}
