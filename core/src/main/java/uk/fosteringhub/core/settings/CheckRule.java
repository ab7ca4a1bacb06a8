package uk.fosteringhub.core.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * What the hub does by itself about checks of one kind. Times count in whole days.
 *
 * @param kind the canonical code of the kind: {@code DBS}, {@code ADULT_HEALTH}
 * @param requestWithin a check is requested for each carer of an assessment that began no longer ago than this, if they
 *     have none; empty: never
 * @param chaseAfter a check that was sent and has not come back is chased after this; empty: never
 * @param chaseEvery and again each time this has passed
 * @param mostChasers after so many, chasing is a person's matter
 * @param validFor how long a check counts from the day it came back, where nobody said until when; empty: for ever
 */
public record CheckRule(
        String kind,
        Optional<Duration> requestWithin,
        Optional<Duration> chaseAfter,
        Duration chaseEvery,
        int mostChasers,
        Optional<Duration> validFor) {

    /** For a kind that nobody made a rule for: nothing is requested or chased, and only sources say how long it counts. */
    public static CheckRule none(String kind) {
        return new CheckRule(kind, Optional.empty(), Optional.empty(), Duration.ofDays(1), 0, Optional.empty());
    }
}
