package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.testing.SftpServer;

/** From the regional hub to LCS, and back. */
@Tag("servers")
class LcsJourneyTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private LafseSimulator lafse;
    private Path lcs;
    private LcsImport imports;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        lafse = LafseSimulator.start("key");
        lcs = Files.createDirectories(temp.resolve("lcs"));
        imports = new LcsImport(lcs.resolve("import"), 70_001);
        hub.settings.put("hub.systems.lafse.location", lafse.location());
        hub.settings.put("hub.systems.lafse.api-key", "key");
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        hub.settings.put("hub.systems.lcs.out.location", "file:" + lcs);
    }

    @AfterEach
    void stop() {
        lafse.close();
        hub.close();
    }

    @Test
    void anEnquiryOfTheRegionalHubReachesLcsAndItsOutcomeReturns() throws Exception {
        firstNight();
        lafse.put(referral(1));
        RunResult second = hub.sync();
        assertThat(JourneyHub.target(second, "lcs").books()).isEqualTo(new TargetBooks(1, 0, 1, 0, 0, 0));
        assertThat(JourneyHub.target(second, "lafse").books())
                .as("a change never returns to the system that caused it")
                .isEqualTo(TargetBooks.NONE);
        assertThat(imports.takeUp()).hasSize(1);
        assertThat(imports.records().get("70001"))
                .containsEntry("REGIONAL_REFERRAL_ID", referral(1).referralId())
                .containsEntry("SURNAME", referral(1).lastName());

        new LcsExtract()
                .with("60001", "NEW,,,,")
                .with("70001", "INITIAL_HOME_VISIT," + referral(1).referralId() + ",2026-03-09,,")
                .dropInto(lcs);
        RunResult third = hub.sync();
        assertThat(third.verdict()).as("%s", third).isEqualTo(Verdict.GREEN);
        assertThat(hub.query("select state, answer, target_key from hub.receipt where target = 'lcs'"))
                .containsExactly("delivered|accepted|70001");
        assertThat(hub.query("select count(*) from fostering.enquiry"))
                .as("what LCS took up is the same enquiry, and no double")
                .containsExactly("3");
        assertThat(JourneyHub.target(third, "lafse").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
        assertThat(JourneyHub.target(third, "lcs").books()).isEqualTo(TargetBooks.NONE);
        assertThat(lafse.outcomes().of(referral(1).referralId()))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.path("stage").asText()).isEqualTo("INITIAL_HOME_VISIT");
                    assertThat(outcome.path("stageReachedOn").asText()).isEqualTo("2026-03-09");
                });
        assertThat(imports.takeUp()).isEmpty();
    }

    @Test
    void aRowThatLcsRejectsIsAFailureUntilALaterChangeIsAccepted() throws Exception {
        firstNight();
        imports.reject("REGIONAL_REFERRAL_ID", referral(1).referralId(), "No such council");
        lafse.put(referral(1));
        hub.sync();
        imports.takeUp();
        RunResult rejected = hub.sync();
        assertThat(rejected.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(JourneyHub.target(rejected, "lcs").reasons()).anyMatch(reason -> reason.contains("No such council"));
        assertThat(hub.query("select feed, step, state from hub.failure")).containsExactly("to-lcs|deliver|open");

        LcsImport mended = new LcsImport(lcs.resolve("import"), 70_001);
        lafse.put(referral(1).answering("Found by a search").at(MONDAY.plusSeconds(7200)));
        hub.sync();
        mended.takeUp();
        hub.sync();
        assertThat(mended.records().get("70001")).containsEntry("SOURCE", "Found by a search");
        assertThat(hub.query("select state, outcome from hub.failure"))
                .containsExactly("resolved|a later change was delivered");
    }

    @Test
    void aRejectedEnquiryGoesToLcsAgainWithAChangeThatWouldNotHaveGoneByItself() throws Exception {
        int number = IntStream.iterate(1, next -> next + 1)
                .filter(any -> !referral(any).status().equals("CLOSED"))
                .findFirst()
                .getAsInt();
        firstNight();
        imports.reject("REGIONAL_REFERRAL_ID", referral(number).referralId(), "No such council");
        lafse.put(referral(number));
        hub.sync();
        imports.takeUp();
        hub.sync();
        assertThat(hub.query("select feed, state from hub.failure")).containsExactly("to-lcs|open");

        LcsImport mended = new LcsImport(lcs.resolve("import"), 70_001);
        Referral closed = Referral.of(new Draw(7), number, 1).at(MONDAY.plusSeconds(7200));
        assertThat(closed.status()).isEqualTo("CLOSED");
        lafse.put(closed);
        hub.sync();
        mended.takeUp();
        hub.sync();
        assertThat(mended.records().get("70001")).containsEntry("REGIONAL_REFERRAL_ID", closed.referralId());
        assertThat(hub.query("select state, outcome from hub.failure"))
                .containsExactly("resolved|a later change was delivered");
    }

    @Test
    void importFilesAndTheirAnswersTravelOverSftp() throws Exception {
        try (SftpServer server = SftpServer.start(temp.resolve("sftp"), "hub", "secret")) {
            String lcsThere = server.address() + "/lcs";
            hub.settings.put("hub.systems.lcs.location", lcsThere);
            hub.settings.put("hub.systems.lcs.out.location", lcsThere);
            hub.settings.put("hub.systems.lcs.username", "hub");
            hub.settings.put("hub.systems.lcs.password", "secret");
            hub.settings.put("hub.systems.lcs.known-hosts", server.knownHosts().toString());
            lcs = Files.createDirectories(server.home().resolve("lcs"));
            imports = new LcsImport(lcs.resolve("import"), 70_001);
            firstNight();
            lafse.put(referral(1));
            hub.sync();
            assertThat(imports.takeUp()).hasSize(1);
            hub.sync();
            assertThat(hub.query("select state, target_key from hub.receipt where target = 'lcs'"))
                    .containsExactly("delivered|70001");
            assertThat(lcs.resolve("import/done")).isNotEmptyDirectory();
        }
    }

    /** Both systems tell what they have: the state to start from, which nobody gets. */
    private void firstNight() throws Exception {
        lafse.put(referral(0));
        new LcsExtract().with("60001", "NEW,,,,").dropInto(lcs);
        RunResult first = hub.sync();
        assertThat(JourneyHub.target(first, "lcs").books()).isEqualTo(TargetBooks.NONE);
        assertThat(JourneyHub.target(first, "lafse").books()).isEqualTo(TargetBooks.NONE);
        assertThat(hub.query("select count(*) from hub.outgoing")).containsExactly("0");
    }

    private static Referral referral(int number) {
        return Referral.of(new Draw(7), number, 0).at(MONDAY.plusSeconds(number * 60L));
    }
}
