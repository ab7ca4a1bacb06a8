package uk.fosteringhub.core.publish;

/**
 * A change on its way to one target.
 *
 * @param change its number; a target that sees it twice ignores the second
 * @param recordType such as {@code person}
 * @param entity the hub id; the order of changes of one entity is kept
 * @param version of the golden record
 * @param times how often it was handed on before: more than never where the broker has lost it
 * @param body JSON: the change with the whole golden record
 */
public record OutgoingChange(long change, String recordType, long entity, int version, int times, String body) {}
