package uk.fosteringhub.core.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.settings.CheckRule;

class CheckFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final CheckRule RULE = new CheckRule(
            "DBS",
            Optional.of(Duration.ofDays(180)),
            Optional.of(Duration.ofDays(28)),
            Duration.ofDays(14),
            3,
            Optional.of(Duration.ofDays(730)));

    @Test
    void theStatusFollowsFromTheFactsWhicheverCameFirst() {
        assertThat(facts(null, null, null, 0, null, null, null).status(TODAY)).isEmpty();
        assertThat(status(facts(TODAY, null, null, 0, null, null, null))).isEqualTo(CheckStatus.REQUESTED);
        assertThat(status(facts(TODAY, TODAY, null, 0, null, null, null))).isEqualTo(CheckStatus.SENT);
        assertThat(status(facts(TODAY, TODAY, TODAY, 1, null, null, null))).isEqualTo(CheckStatus.CHASED);
        assertThat(status(facts(null, null, null, 0, TODAY, null, null))).isEqualTo(CheckStatus.RETURNED);
        assertThat(status(facts(null, null, TODAY, 1, TODAY, null, "SUITABLE"))).isEqualTo(CheckStatus.CURRENT);
        assertThat(status(facts(null, null, null, 0, null, null, "BLANK_NO_NEW_INFO")))
                .isEqualTo(CheckStatus.CURRENT);
        assertThat(status(facts(null, null, null, 0, null, null, "NON_BLANK_NO_NEW_INFO")))
                .isEqualTo(CheckStatus.CURRENT);
        assertThat(status(facts(null, null, null, 0, null, null, "NEW_INFO"))).isEqualTo(CheckStatus.NOT_CURRENT);
        assertThat(status(facts(null, null, null, 0, TODAY, null, "SEE_CERTIFICATE")))
                .isEqualTo(CheckStatus.RETURNED);
        assertThat(status(facts(null, null, null, 0, TODAY, null, "a word nobody knows")))
                .isEqualTo(CheckStatus.RETURNED);
    }

    @Test
    void aCheckExpiresOnTheDayAfterItsLast() {
        assertThat(status(facts(null, null, null, 0, TODAY, TODAY, "CLEAR"))).isEqualTo(CheckStatus.CURRENT);
        assertThat(status(facts(null, null, null, 0, TODAY, TODAY.minusDays(1), "CLEAR")))
                .isEqualTo(CheckStatus.EXPIRED);
        assertThat(status(facts(null, null, null, 0, TODAY, TODAY.minusDays(1), "NOT_SUITABLE")))
                .isEqualTo(CheckStatus.NOT_CURRENT);
    }

    @Test
    void whatWasSentIsChasedAfterItsTimeThenEachTimeAgainUntilItIsAPersonsMatter() {
        assertThat(sent(27, null, 0).isToBeChased(RULE, TODAY)).isFalse();
        assertThat(sent(28, null, 0).isToBeChased(RULE, TODAY)).isTrue();
        assertThat(sent(60, 13L, 1).isToBeChased(RULE, TODAY)).isFalse();
        assertThat(sent(60, 14L, 1).isToBeChased(RULE, TODAY)).isTrue();
        assertThat(sent(90, 30L, 3).isToBeChased(RULE, TODAY)).isFalse();
        assertThat(facts(TODAY.minusDays(90), null, null, 0, null, null, null).isToBeChased(RULE, TODAY))
                .isFalse();
        assertThat(facts(null, TODAY.minusDays(90), null, 0, TODAY, null, null).isToBeChased(RULE, TODAY))
                .isFalse();
    }

    @Test
    void aCheckChasedTodayIsNotChasedTwice() {
        assertThat(sent(28, null, 0).chased(TODAY).isToBeChased(RULE, TODAY)).isFalse();
    }

    @Test
    void validityFollowsThePolicyOnlyWhereNobodySaidIt() {
        assertThat(facts(null, null, null, 0, TODAY, null, "SUITABLE")
                        .valid(RULE)
                        .validUntil())
                .contains(TODAY.plusDays(730));
        assertThat(facts(null, null, null, 0, TODAY, TODAY, "SUITABLE")
                        .valid(RULE)
                        .validUntil())
                .contains(TODAY);
        assertThat(facts(TODAY, null, null, 0, null, null, null).valid(RULE).validUntil())
                .isEmpty();
    }

    @Test
    void noCheckGoesBackToBeforeItCameBack() {
        for (CheckStatus back : new CheckStatus[] {
            CheckStatus.RETURNED, CheckStatus.CURRENT, CheckStatus.NOT_CURRENT, CheckStatus.EXPIRED
        }) {
            assertThat(back.mayBecome(CheckStatus.REQUESTED)).isFalse();
            assertThat(back.mayBecome(CheckStatus.SENT)).isFalse();
            assertThat(back.mayBecome(CheckStatus.CHASED)).isFalse();
            assertThat(back.mayBecome(back)).isTrue();
        }
        assertThat(CheckStatus.CHASED.mayBecome(CheckStatus.SENT)).isFalse();
        assertThat(CheckStatus.EXPIRED.mayBecome(CheckStatus.CURRENT)).isTrue();
    }

    private static CheckFacts sent(long daysAgo, Long chasedDaysAgo, long chasers) {
        return facts(
                null,
                TODAY.minusDays(daysAgo),
                chasedDaysAgo == null ? null : TODAY.minusDays(chasedDaysAgo),
                chasers,
                null,
                null,
                null);
    }

    private static CheckStatus status(CheckFacts facts) {
        return facts.status(TODAY).orElseThrow();
    }

    private static CheckFacts facts(
            LocalDate requested,
            LocalDate sent,
            LocalDate chased,
            long chasers,
            LocalDate returned,
            LocalDate until,
            String outcome) {
        return new CheckFacts(
                Optional.ofNullable(requested),
                Optional.ofNullable(sent),
                Optional.ofNullable(chased),
                chasers,
                Optional.ofNullable(returned),
                Optional.ofNullable(until),
                Optional.ofNullable(outcome));
    }
}
