package uk.fosteringhub.core.watch;

import java.time.Duration;
import java.util.Map;

/**
 * From when on something is the matter.
 *
 * @param lateRun how long after its time a scheduled run must have started
 * @param longRun how long a run may take
 * @param awayFor how long a target may be away
 * @param unansweredFor how long a file for a target may be without acknowledgement
 * @param staleCursor how long a pull may find nothing newer
 * @param escalateAfter how long an incident may be open before it is escalated, unless somebody acknowledges it
 * @param settle how long an incident must be over before it is closed, so that one that comes and goes is told of once
 * @param digestAbove more alerts than this at one time are told in one
 * @param sequences by feed name: how its files are numbered, such as {@code persons_{number}.csv}
 */
public record WatchSettings(
        Duration lateRun,
        Duration longRun,
        Duration awayFor,
        Duration unansweredFor,
        Duration staleCursor,
        Duration escalateAfter,
        Duration settle,
        int digestAbove,
        Map<String, String> sequences) {

    public static final WatchSettings DEFAULT = new WatchSettings(
            Duration.ofMinutes(30),
            Duration.ofHours(6),
            Duration.ofMinutes(15),
            Duration.ofHours(36),
            Duration.ofDays(14),
            Duration.ofHours(4),
            Duration.ofMinutes(5),
            5,
            Map.of());
}
