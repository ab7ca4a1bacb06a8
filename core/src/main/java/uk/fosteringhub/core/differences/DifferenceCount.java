package uk.fosteringhub.core.differences;

/**
 * How many records differ in one field between two systems.
 *
 * @param owner the system whose value holds
 * @param other the system that says something else
 * @param open that nobody has decided about
 * @param accepted that may stay
 */
public record DifferenceCount(String recordType, String field, String owner, String other, long open, long accepted) {}
