package uk.fosteringhub.core.intake;

/**
 * What in a record breaks the standard of its format, though it can be read.
 *
 * @param place where, as the sender would look for it: {@code PID-7}
 * @param code the standard's own number of the mistake
 * @param sentence what is wrong and what to do, without values
 */
public record FormatFlaw(String place, int code, String sentence) {}
