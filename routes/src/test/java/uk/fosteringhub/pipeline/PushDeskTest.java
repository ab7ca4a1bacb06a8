package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.push.PushDesk;
import uk.fosteringhub.core.push.PushDeskFull;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushReceipt;
import uk.fosteringhub.core.push.PushReceipt.Kept;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

@Tag("servers")
class PushDeskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private TestDatabase store;
    private HikariDataSource connections;
    private PushLog log;

    @BeforeEach
    void database() {
        store = TestDatabases.empty();
        connections = new HikariDataSource();
        connections.setJdbcUrl(store.url());
        Database database = new Database(connections);
        database.migrate();
        log = new PushLog(database, Sealer.passing());
    }

    @AfterEach
    void close() {
        connections.close();
        store.close();
    }

    private static PushedMessage message(String key, String body) {
        return PushedMessage.of("website-enquiries", "website", key, body);
    }

    private long count(String sql) throws Exception {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void whatCannotBeWrittenNowWaitsAndWhatHasNoRoomIsTurnedAway() throws Exception {
        List<CompletableFuture<PushReceipt>> receipts = new ArrayList<>();
        try (PushDesk desk = new PushDesk(log, 3, heard::add);
                Connection blocking = connections.getConnection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table hub.push_key in access exclusive mode");
            receipts.add(desk.handIn(message("0", "{}")));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> count("select count(*) from pg_locks where not granted") == 1);
            for (int i = 1; i <= 3; i++) {
                receipts.add(desk.handIn(message(String.valueOf(i), "{}")));
            }
            assertThatThrownBy(() -> desk.handIn(message("4", "{}"))).isInstanceOf(PushDeskFull.class);
            assertThat(receipts).noneMatch(CompletableFuture::isDone);
            blocking.rollback();
            for (CompletableFuture<PushReceipt> receipt : receipts) {
                assertThat(receipt.get(60, TimeUnit.SECONDS).kept()).isEqualTo(Kept.NEW);
            }
        }
        assertThat(count("select count(*) from hub.pushed")).isEqualTo(4);
        assertThat(count("select count(distinct xmin::text) from hub.pushed")).isEqualTo(2);
        assertThat(heard).containsExactly("website-enquiries", "website-enquiries");
    }

    @Test
    void inOneTransactionAndOverSeveralAKeyCountsOnce() {
        assertThat(log.keep(
                        List.of(message("k", "{}"), message("k", "{}"), message("k", "{\"a\":1}"), message("l", "{}"))))
                .extracting(PushReceipt::kept)
                .containsExactly(Kept.NEW, Kept.AGAIN, Kept.OTHER_BODY, Kept.NEW);
        assertThat(log.keep(List.of(message("l", "{}"), message("m", "{}"), message("k", "{\"a\":1}"))))
                .extracting(PushReceipt::kept)
                .containsExactly(Kept.AGAIN, Kept.NEW, Kept.OTHER_BODY);
        List<Long> ids = log.keep(List.of(message("z", "{}"), message("y", "{}"), message("x", "{}"))).stream()
                .map(PushReceipt::id)
                .toList();
        assertThat(ids).as("numbers in the order of their coming").isSorted();
    }

    @Test
    void aMonthWhoseRowsLieElsewhereAlreadyKeepsNobodyFromGoingOn() {
        store.execute(
                "insert into hub.change (id, record_type, entity_id, version, kind, cause, delivery_id, changed_at)"
                        + " values (1, 'person', 1, 1, 'created', 'lcs:1', 1, now())");
        log.ensurePartitions();
        assertThat(store.query("select k.relname from hub.change c join pg_class k on k.oid = c.tableoid"))
                .containsExactly("change_default");
        assertThat(store.query("select count(*) > 4 from pg_inherits where inhparent = 'hub.receipt'::regclass"
                        + " or inhparent = 'hub.change'::regclass"))
                .containsExactly("t");
    }

    @Test
    void keysAreForgottenAfterTheirTimeAndRoomIsMadeAhead() throws Exception {
        log.ensurePartitions();
        log.ensurePartitions();
        log.keep(List.of(message("k", "{}")));
        assertThat(count("select count(*) from hub.pushed_default")).isZero();
        assertThat(log.forgetKeysOlderThan(Duration.ofDays(1))).isZero();
        assertThat(log.forgetKeysOlderThan(Duration.ofDays(-1))).isEqualTo(1);
        assertThat(log.keep(List.of(message("k", "{}"))).get(0).kept()).isEqualTo(Kept.NEW);
    }
}
