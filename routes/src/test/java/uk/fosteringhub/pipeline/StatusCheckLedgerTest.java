package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.checks.StatusCheckLedger;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** A look-up is shown to the certificate's holder, so the same question is not put day after day if nothing comes of it. */
@Tag("servers")
class StatusCheckLedgerTest {
    private static final FeedSettings CERTIFICATES =
            HubFixture.csv("dbs-certificates", "dbs/certificates", FeedKind.DELTA);
    private static final String CERTIFICATE = "001234567890";
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);
    private static final int EVERY_DAYS = 30;

    @TempDir
    private Path folder;

    private HubFixture hub;
    private StatusCheckLedger ledger;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        ledger = hub.hub.statusChecks();
        register("Grey");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void anAnswerThatCannotBeUsedIsAskedForAgainWithGrowingPauses() {
        assertThat(askedOn(EVERY_DAYS, (check, day) -> ledger.answered(check, day, "", "{}")))
                .containsExactly(0, 1, 3, 7, 15);
    }

    @Test
    void aQuestionThatIsNotAnsweredIsPutAgainWithGrowingPauses() {
        assertThat(askedOn(EVERY_DAYS, (check, day) -> ledger.unanswered(check, day, "{}")))
                .containsExactly(0, 1, 3, 7, 15);
    }

    @Test
    void anotherNameHoldsUntilTheAnswerWouldHaveToBeRenewed() {
        assertThat(askedOn(
                        EVERY_DAYS + 2,
                        (check, day) -> ledger.answered(check, day, StatusCheckLedger.ANOTHER_NAME, "{}")))
                .containsExactly(0, EVERY_DAYS + 1);
    }

    @Test
    void changedDetailsAreAnotherQuestion() {
        assertThat(askedOn(1, (check, day) -> ledger.answered(check, day, StatusCheckLedger.ANOTHER_NAME, "{}")))
                .containsExactly(0);
        assertThat(due(FIRST.plusDays(1))).isEmpty();

        register("Gray");

        assertThat(due(FIRST)).as("not on the same day").isEmpty();
        assertThat(due(FIRST.plusDays(1))).hasSize(1);
    }

    @Test
    void whatTheServiceTurnedAwayUnreadIsPutAgainAtOnce() {
        for (int night = 0; night < 4; night++) {
            for (DueCheck check : due(FIRST.plusDays(night))) {
                assertThat(ledger.begin(check, FIRST.plusDays(night))).isTrue();
                ledger.notTaken(check, FIRST.plusDays(night));
            }
            assertThat(due(FIRST.plusDays(night))).hasSize(1);
        }
    }

    private interface Outcome {
        void keep(DueCheck check, LocalDate day);
    }

    /** On which of so many nights the certificate was asked about. */
    private List<Integer> askedOn(int nights, Outcome outcome) {
        List<Integer> asked = new ArrayList<>();
        for (int night = 0; night < nights; night++) {
            LocalDate day = FIRST.plusDays(night);
            for (DueCheck check : due(day)) {
                assertThat(ledger.begin(check, day)).isTrue();
                outcome.keep(check, day);
                asked.add(night);
            }
        }
        return asked;
    }

    private List<DueCheck> due(LocalDate day) {
        LocalDate before = day.minusDays(EVERY_DAYS);
        return ledger.due("dbs-status-checks", day, before.atStartOfDay().toInstant(ZoneOffset.UTC), before, 10);
    }

    private void register(String familyName) {
        hub.deliver(
                CERTIFICATES,
                "CERTIFICATE_NUMBER,PERSON_ID,FORENAME,SURNAME,DATE_OF_BIRTH,UPDATE_SERVICE,CONSENT_DATE\n"
                        + CERTIFICATE + ",100001,Ada," + familyName + ",03/05/1981,Y,01/02/2026\n");
    }
}
