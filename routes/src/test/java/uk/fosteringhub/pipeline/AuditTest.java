package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.audit.AuditRecord;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

/** The audit on a real database. */
@Tag("servers")
class AuditTest {
    private TestDatabase server;
    private Database database;
    private AuditLog audit;

    @BeforeEach
    void open() {
        server = TestDatabases.copyOf("migrated", url -> new Database(source(url)).migrate());
        database = new Database(source(server.url()));
        audit = new AuditLog(database);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void entriesAreFoundByWhoWhatAndAboutWhom() {
        audit.write(AuditEntry.of("ann", "signed-in", "console"));
        audit.write(AuditEntry.of("ann", "record-revealed", "person 1001")
                .about(1001)
                .because("call \0 from the carer")
                .with("fields", "phone"));
        audit.write(AuditEntry.of("bob", "signed-in", "console"));

        assertThat(asked(Optional.of("ann"), Optional.empty(), Optional.empty()))
                .extracting(AuditRecord::id)
                .containsExactly(2L, 1L);
        assertThat(asked(Optional.empty(), Optional.of("signed-in"), Optional.empty()))
                .extracting(AuditRecord::id)
                .containsExactly(3L, 1L);
        List<AuditRecord> about = asked(Optional.empty(), Optional.empty(), Optional.of(1001L));
        assertThat(about).extracting(found -> found.entry().reason()).containsExactly("call   from the carer");
        assertThat(about.get(0).entry().detail()).containsEntry("fields", "phone");
    }

    @Test
    void anEntryCannotBeChangedOrTakenOut() {
        audit.write(AuditEntry.of("ann", "signed-in", "console"));

        assertThatThrownBy(() -> execute("update hub.audit set actor = 'bob'")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("delete from hub.audit")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute("truncate hub.audit")).hasMessageContaining("append-only");
    }

    @Test
    void anEntryThatWasChangedBehindTheHubsBackBreaksTheChain() throws SQLException {
        for (int i = 0; i < 5; i++) {
            audit.write(AuditEntry.of("ann", "failure-discarded", "failure " + i));
        }
        assertThat(audit.verify().broken()).isEmpty();
        assertThat(audit.verify().entries()).isEqualTo(5);

        execute("alter table hub.audit disable trigger all", "update hub.audit set reason = 'other' where id = 3");

        assertThat(audit.verify().broken()).contains(3L);
    }

    @Test
    void anEntryThatWasTakenOutBreaksTheChain() throws SQLException {
        for (int i = 0; i < 5; i++) {
            audit.write(AuditEntry.of("ann", "failure-discarded", "failure " + i));
        }

        execute("alter table hub.audit disable trigger all", "delete from hub.audit where id = 2");

        assertThat(audit.verify().broken()).contains(2L);
    }

    @Test
    void manyWritersAtOnceMakeOneChainWithoutGaps() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> written = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            AuditEntry entry = AuditEntry.of("ann", "record-seen", "person " + i);
            written.add(writers.submit(() -> audit.write(entry)));
        }
        for (Future<?> one : written) {
            one.get();
        }
        writers.shutdown();

        assertThat(audit.verify()).isEqualTo(new AuditLog.Chain(80, newestHash(), Optional.empty()));
    }

    @Test
    void anActThatIsUndoneLeavesNoEntry() {
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    audit.write(connection, AuditEntry.of("ann", "failure-discarded", "failure 1"));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(audit.verify().entries()).isZero();
    }

    private String newestHash() {
        return asked(Optional.empty(), Optional.empty(), Optional.empty())
                .get(0)
                .hash();
    }

    private List<AuditRecord> asked(Optional<String> actor, Optional<String> action, Optional<Long> entity) {
        return audit.of(new AuditLog.Asked(
                actor, action, Optional.empty(), entity, Optional.empty(), Optional.empty(), 0, 500));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }
}
