package uk.fosteringhub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.core.store.EmbeddedDatabase.Running;

class EmbeddedPostgresTest {
    private final EmbeddedPostgres postgres = new EmbeddedPostgres();

    @TempDir
    private Path folder;

    /** No test may leave a server behind, also where it failed. */
    @AfterEach
    void stopWhatIsLeft() throws IOException {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            postgres.start(folder).close();
        }
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(EmbeddedDatabase.class)).hasOnlyElementsOfType(EmbeddedPostgres.class);
    }

    @Test
    void whatWasStoredIsThereAfterTheNextStart() throws Exception {
        try (Running first = postgres.start(folder)) {
            execute(first.url(), "create table carer as select 'Siân O''Neill-Żak' as name");
        }
        assertThat(serverRuns()).isFalse();

        try (Running second = postgres.start(folder)) {
            assertThat(value(second.url(), "select name from carer")).isEqualTo("Siân O'Neill-Żak");
        }
    }

    @Test
    void theServerUsesUnicodeRulesChecksumsAndUtcOnEveryMachine() throws Exception {
        try (Running running = postgres.start(folder)) {
            assertThat(value(running.url(), "show server_encoding")).isEqualTo("UTF8");
            assertThat(value(running.url(), "select lower('ŻÓŁĆ Ŵ')")).isEqualTo("żółć ŵ");
            assertThat(value(running.url(), "show data_checksums")).isEqualTo("on");
            assertThat(value(running.url(), "show log_timezone")).isEqualTo("UTC");
            assertThat(value(running.url(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(running.url(), "show max_wal_size")).isEqualTo("4GB");
        }
    }

    @Test
    void nobodyGetsInWithoutThePasswordWhichOnlyTheOwnerMayRead() throws Exception {
        try (Running running = postgres.start(folder)) {
            String withAnother = running.url().replaceAll("password=.*", "password=guess");
            assertThatThrownBy(() -> execute(withAnother, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void aServerLeftByAKilledProcessIsJoinedWithAllItHolds() throws Exception {
        DatabaseUser killed = DatabaseUser.launch(folder);
        String url = killed.url();
        execute(url, "create table carer as select 1 as id");
        killed.kill();
        assertThat(serverRuns()).isTrue();

        try (Running joined = postgres.start(folder)) {
            assertThat(joined.url()).isEqualTo(url);
            assertThat(value(joined.url(), "select id from carer")).isEqualTo("1");
        }
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void closingLeavesTheServerToOthersAndTheLastOneStopsIt() throws Exception {
        Running starter = postgres.start(folder);
        DatabaseUser other = DatabaseUser.launch(folder);
        assertThat(other.url()).isEqualTo(starter.url());

        starter.close();
        assertThat(serverRuns()).isTrue();
        assertThat(value(starter.url(), "select 1")).isEqualTo("1");

        other.close();
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void anyConnectionKeepsTheServerUp() throws Exception {
        Running running = postgres.start(folder);
        try (Connection report = DriverManager.getConnection(running.url())) {
            running.close();
            assertThat(report.isValid(5)).isTrue();
        }
    }

    @Test
    void ofProcessesThatStartAtOnceOneStartsTheServerAndTheOthersJoin() throws Exception {
        DatabaseUser one = DatabaseUser.launch(folder);
        DatabaseUser two = DatabaseUser.launch(folder);
        DatabaseUser three = DatabaseUser.launch(folder);
        assertThat(two.url()).isEqualTo(one.url()).isEqualTo(three.url());
        one.close();
        two.close();
        three.close();
        assertThat(serverRuns()).isFalse();
    }

    @Test
    void aServerThatWasItselfKilledRecoversAtTheNextStart() throws Exception {
        Running running = postgres.start(folder);
        execute(running.url(), "create table carer as select 7 as id");
        ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        running.close();

        try (Running again = postgres.start(folder)) {
            assertThat(value(again.url(), "select id from carer")).isEqualTo("7");
        }
    }

    @Test
    void aClusterOfAnotherMajorVersionIsRefusedWithWhatToDo() throws Exception {
        postgres.start(folder).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "14\n");

        assertThatThrownBy(() -> postgres.start(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("made by PostgreSQL 14")
                .hasMessageContaining("pg_dump");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> postgres.start(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Choose a folder");
    }

    @Test
    void aClusterThatWasOnlyHalfMadeIsMadeAnew() throws Exception {
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "17\n");

        try (Running running = postgres.start(folder)) {
            assertThat(value(running.url(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aProcessFileLeftByAPowerCutDoesNotStandInTheWay() throws Exception {
        postgres.start(folder).close();
        // This very process has the number now, and is no PostgreSQL.
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n\nready\n");

        try (Running running = postgres.start(folder)) {
            assertThat(value(running.url(), "select 1")).isEqualTo("1");
        }
    }

    private boolean serverRuns() throws IOException {
        return Files.exists(folder.resolve("data/postmaster.pid"))
                && ProcessHandle.of(serverPid()).filter(ProcessHandle::isAlive).isPresent();
    }

    private long serverPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
