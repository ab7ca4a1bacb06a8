package uk.fosteringhub.core.intake;

/**
 * What in a record breaks the standard of its format, or what its source must always send, though it can be read.
 *
 * @param rule short name for grouping, such as {@code standard}
 * @param place where, as the sender would look for it: {@code PID-7}
 * @param code the standard's own number of the mistake; 0 where it has none
 * @param sentence what is wrong and what to do, without values
 */
public record FormatFlaw(String rule, String place, int code, String sentence) {}
