package uk.fosteringhub.core.publish;

import java.time.Instant;

/**
 * A change on its way to one target.
 *
 * @param change its number; a target that sees it twice ignores the second
 * @param recordType such as {@code person}
 * @param entity the hub id; the order of changes of one entity is kept
 * @param version of the golden record
 * @param changedAt when; with the number it is the change's alone, on whatever database
 * @param body JSON: the change with the whole golden record
 */
public record OutgoingChange(long change, String recordType, long entity, int version, Instant changedAt, String body) {
    /**
     * Which version of the messages' published schemas, docs/schemas, the bodies keep to. A field more is the same version;
     * one that goes or means something else is a new one.
     */
    public static final int SCHEMA_VERSION = 1;
}
