package uk.fosteringhub.routes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.alerts.Rota;
import uk.fosteringhub.core.watch.NumberedName;

class RotaTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Rota ROTA = new Rota(
            List.of(
                    new Rota.Shift(
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            LocalTime.of(8, 0),
                            LocalTime.of(18, 0),
                            List.of("day@example.org")),
                    new Rota.Shift(
                            EnumSet.of(DayOfWeek.FRIDAY),
                            LocalTime.of(18, 0),
                            LocalTime.of(8, 0),
                            List.of("night@example.org"))),
            List.of("default@example.org"),
            List.of("lead@example.org"),
            LONDON);

    @Test
    void whoIsOnDutyFollowsTheClockOfTheCouncil() {
        // A Friday in summer: 17:30 in London.
        assertThat(ROTA.onDuty(Instant.parse("2026-07-03T16:30:00Z"), false)).containsExactly("day@example.org");
        assertThat(ROTA.onDuty(Instant.parse("2026-07-03T17:30:00Z"), false)).containsExactly("night@example.org");
    }

    @Test
    void aShiftGoesOnIntoTheNextDay() {
        assertThat(ROTA.onDuty(Instant.parse("2026-07-04T06:59:00Z"), false)).containsExactly("night@example.org");
        assertThat(ROTA.onDuty(Instant.parse("2026-07-04T07:00:00Z"), false)).containsExactly("default@example.org");
    }

    @Test
    void whatHasEscalatedIsToldToMore() {
        assertThat(ROTA.onDuty(Instant.parse("2026-07-05T12:00:00Z"), true))
                .containsExactly("default@example.org", "lead@example.org");
    }

    @Test
    void theScheduleSaysWhenItsTimeCameLast() {
        LastDue nightly = new LastDue("0 15 2 * * ?", LONDON);
        assertThat(nightly.apply(Instant.parse("2026-07-03T12:00:00Z")))
                .isEqualTo(Optional.of(Instant.parse("2026-07-03T01:15:00Z")));
        assertThat(nightly.apply(Instant.parse("2026-07-03T01:14:59Z")))
                .isEqualTo(Optional.of(Instant.parse("2026-07-02T01:15:00Z")));
        assertThat(new LastDue("0 0 3 1 1 ?", LONDON).apply(Instant.parse("2026-07-03T12:00:00Z")))
                .isEmpty();
    }

    @Test
    void aNameSaysItsNumberWhateverElseVaries() {
        NumberedName form = new NumberedName("LCS_{number}_*.csv");
        assertThat(form.number("lcs_0042_20260703.CSV")).hasValue(42);
        assertThat(form.number("LCS_x_1.csv")).isEmpty();
    }
}
