package uk.fosteringhub.core.lookup.records;

import java.time.Instant;

/** Something about a record that could not go on and waits for somebody: a newer version of a source record, or a delivery. */
public record OpenFailure(
        long id, String feed, String key, String step, String state, String message, Instant firstSeen) {}
