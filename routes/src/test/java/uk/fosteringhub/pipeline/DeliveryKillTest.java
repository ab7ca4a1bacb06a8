package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.world.Draw;

/**
 * The plug is pulled while changes go to their targets: with {@code kill -9}, after a target has taken some and before all
 * have their receipts. In the end each target has each change once.
 */
class DeliveryKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REFERRALS = 12;
    private static final int UNKNOWN_TO_LCS = 100;
    private static final int ANSWERED = 4;

    @TempDir
    private Path folder;

    private Path lcs;
    private LafseSimulator lafse;
    private EmbeddedDatabase.Running server;

    @BeforeEach
    void start() throws Exception {
        lcs = Files.createDirectories(folder.resolve("lcs"));
        lafse = LafseSimulator.start("key");
        server = new EmbeddedPostgres().start(folder.resolve("data").resolve("postgresql"));
    }

    @AfterEach
    void stop() {
        server.close();
        lafse.close();
    }

    @Test
    void changesHandedOverBeforeTheirReceiptsAreKnownToTheTargetByTheirNumbers() throws Exception {
        for (int i = 0; i < REFERRALS; i++) {
            lafse.put(Referral.of(new Draw(7), i, 0));
        }
        extract("NEW,");
        assertThat(hub().exitCode()).isZero();
        extract("INITIAL_HOME_VISIT,2026-03-09");

        // Some are answered at once and the others never, so that the process dies between the first hand-over and the
        // receipts. The first answer is that of the pull.
        lafse.faults().next(1 + ANSWERED, new Fault.Slow(Duration.ZERO));
        lafse.faults().always(new Fault.Slow(PATIENCE.multipliedBy(5)));
        HubProcess killed = hub();
        Awaitility.await().atMost(PATIENCE).until(() -> lafse.outcomes().count() >= ANSWERED);
        killed.kill();
        lafse.faults().none();

        // The first change may have gone alone and have its receipt.
        assertThat(Integer.parseInt(one("select count(*) from hub.outgoing where target = 'lafse'")))
                .as("changes without a receipt when the process died")
                .isGreaterThanOrEqualTo(REFERRALS - 1);
        HubProcess again = hub();
        assertThat(again.exitCode()).as(again.output() + again.errors()).isZero();
        assertThat(one("select count(*) from hub.receipt where target = 'lafse' and state = 'delivered'"))
                .isEqualTo(String.valueOf(REFERRALS));
        assertThat(lafse.outcomes().count()).isEqualTo(REFERRALS);
        assertThat(lafse.outcomes().repeated()).isGreaterThanOrEqualTo(ANSWERED - 1);
    }

    @Test
    void afterAKillTheSameImportFileGoesUnderTheSameNameAndNoSecondOne() throws Exception {
        newReferralsAfterAFirstNight();
        HubProcess killed = hub();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> holds("select count(*) > 0 from hub.parcel"));
        killed.kill();
        assertThat(hub().exitCode()).isLessThanOrEqualTo(1);

        LcsImport imports = new LcsImport(lcs.resolve("import"), 70_001);
        imports.takeUp();
        assertThat(imports.files()).doesNotHaveDuplicates();
        assertThat(imports.records()).hasSize(REFERRALS);
        assertThat(one("select sum(lines) from hub.parcel")).isEqualTo(String.valueOf(REFERRALS));
        assertThat(one("select count(*) from hub.receipt where target = 'lcs' and state = 'sent'"))
                .isEqualTo(String.valueOf(REFERRALS));
    }

    @Test
    void anAnswerThatCameWhileTheHubWasDeadIsKeptThoughTheFileHadNoReceiptsYet() throws Exception {
        newReferralsAfterAFirstNight();
        try (Connection holder = DriverManager.getConnection(server.url());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table hub.receipt in share mode");
            HubProcess killed = hub();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> holds("select count(*) > 0 from pg_locks l join pg_class c"
                            + " on c.oid = l.relation where c.relname = 'receipt' and not l.granted"));
            killed.kill();
            holder.rollback();
        }
        LcsImport imports = new LcsImport(lcs.resolve("import"), 70_001);
        assertThat(imports.takeUp()).isNotEmpty();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        holds("select count(*) = 0 from pg_stat_activity where state like 'idle in transaction%'"));
        String known = String.valueOf(imports.records().size());
        assertThat(one("select count(*) from hub.receipt where target = 'lcs'")).isEqualTo("0");

        assertThat(hub().exitCode()).isLessThanOrEqualTo(1);

        assertThat(one("select count(*) from hub.receipt where target = 'lcs' and state = 'delivered'"
                        + " and target_key <> ''"))
                .isEqualTo(known);
        assertThat(one("select count(*) from hub.outgoing where target = 'lcs'"))
                .isEqualTo("0");
        imports.takeUp();
        assertThat(imports.files()).doesNotHaveDuplicates();
    }

    private void newReferralsAfterAFirstNight() throws Exception {
        lafse.put(Referral.of(new Draw(7), 0, 0));
        extract("NEW,");
        assertThat(hub().exitCode()).isZero();
        for (int i = 1; i <= REFERRALS; i++) {
            lafse.put(Referral.of(new Draw(7), UNKNOWN_TO_LCS + i, 0).at(Instant.now()));
        }
    }

    private HubProcess hub() {
        return HubProcess.start(
                folder,
                "sync",
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "hub.systems.lafse.location=" + lafse.location(),
                "--set",
                "hub.systems.lafse.api-key=key",
                "--set",
                "hub.systems.lafse.out.timeout=10m",
                "--set",
                "hub.systems.lcs.location=file:" + lcs,
                "--set",
                "hub.systems.lcs.out.location=file:" + lcs);
    }

    /** LCS's enquiries, each with the referral it came by. */
    private void extract(String stage) throws IOException {
        List<String> rows = new ArrayList<>(List.of("ENQUIRY_ID,REGIONAL_REFERRAL_ID,STATUS_CODE,IHV_DTTM"));
        IntStream.range(0, REFERRALS)
                .mapToObj(
                        i -> (60_001 + i) + "," + Referral.of(new Draw(7), i, 0).referralId() + "," + stage)
                .forEach(rows::add);
        Files.write(lcs.resolve("FACT_FOSTER_ENQUIRY.csv"), rows);
    }

    private boolean holds(String condition) {
        try {
            return one(condition).equals("t");
        } catch (IllegalStateException noTablesYet) {
            return false;
        }
    }

    private String one(String sql) {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
