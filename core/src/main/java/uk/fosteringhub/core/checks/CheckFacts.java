package uk.fosteringhub.core.checks;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.settings.CheckRule;

/**
 * What is known of a check: days and an outcome. Its status follows from these alone, so the order in which they become
 * known does not matter.
 *
 * @param outcome canonical code of what came back; empty: nothing has
 */
public record CheckFacts(
        Optional<LocalDate> requestedOn,
        Optional<LocalDate> sentOn,
        Optional<LocalDate> chasedOn,
        long chasers,
        Optional<LocalDate> returnedOn,
        Optional<LocalDate> validUntil,
        Optional<String> outcome) {
    private static final Set<String> COUNTS =
            Set.of("CLEAR", "BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "SUITABLE", "SUITABLE_WITH_ADVICE");
    private static final Set<String> COUNTS_NOT = Set.of("NEW_INFO", "NOT_SUITABLE", "REJECTED", "WITHDRAWN");

    /** Empty where nothing has happened yet. An outcome that is neither good nor bad is for a person to look at. */
    public Optional<CheckStatus> status(LocalDate today) {
        if (isBack()) {
            return Optional.of(back(today));
        }
        if (chasedOn.isPresent()) {
            return Optional.of(CheckStatus.CHASED);
        }
        return sentOn.map(day -> CheckStatus.SENT).or(() -> requestedOn.map(day -> CheckStatus.REQUESTED));
    }

    private CheckStatus back(LocalDate today) {
        if (outcome.filter(COUNTS_NOT::contains).isPresent()) {
            return CheckStatus.NOT_CURRENT;
        }
        if (validUntil.filter(day -> day.isBefore(today)).isPresent()) {
            return CheckStatus.EXPIRED;
        }
        return outcome.filter(COUNTS::contains).isPresent() ? CheckStatus.CURRENT : CheckStatus.RETURNED;
    }

    boolean isBack() {
        return returnedOn.isPresent() || outcome.isPresent();
    }

    /** Sent, not back, and long enough ago, or chased long enough ago. */
    public boolean isToBeChased(CheckRule rule, LocalDate today) {
        if (isBack() || sentOn.isEmpty() || rule.chaseAfter().isEmpty() || chasers >= rule.mostChasers()) {
            return false;
        }
        return chasedOn.isPresent()
                ? passed(chasedOn.get(), rule.chaseEvery().toDays(), today)
                : passed(sentOn.get(), rule.chaseAfter().get().toDays(), today);
    }

    private static boolean passed(LocalDate since, long days, LocalDate today) {
        return ChronoUnit.DAYS.between(since, today) >= days;
    }

    public CheckFacts chased(LocalDate today) {
        return new CheckFacts(requestedOn, sentOn, Optional.of(today), chasers + 1, returnedOn, validUntil, outcome);
    }

    /**
     * Without what the hub did to chase it: that was about an earlier sending. What a source says of chasers stays.
     *
     * @param ownChaser the day of the hub's last chaser
     */
    CheckFacts unchased(Optional<LocalDate> ownChaser) {
        Optional<LocalDate> told = chasedOn.filter(day -> !ownChaser.equals(Optional.of(day)));
        return new CheckFacts(requestedOn, sentOn, told, 0, returnedOn, validUntil, outcome);
    }

    /** With the end of its time, where nobody said it and the rule does. */
    public CheckFacts valid(CheckRule rule) {
        Optional<LocalDate> until = validUntil.or(
                () -> returnedOn.flatMap(day -> rule.validFor().map(time -> day.plusDays(time.toDays()))));
        return new CheckFacts(requestedOn, sentOn, chasedOn, chasers, returnedOn, until, outcome);
    }
}
