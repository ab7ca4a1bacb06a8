package uk.fosteringhub.systems;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Tests of what is so today are not begun when today is about to end. */
final class Midnight {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime LATE = LocalTime.of(23, 57);

    private Midnight() {}

    /** @return London's date, which holds for some minutes */
    static LocalDate dayThatLasts() {
        await().atMost(Duration.ofMinutes(4)).until(() -> LocalTime.now(LONDON).isBefore(LATE));
        return LocalDate.now(LONDON);
    }
}
