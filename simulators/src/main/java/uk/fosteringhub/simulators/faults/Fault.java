package uk.fosteringhub.simulators.faults;

import java.time.Duration;

/** What goes wrong with one answer of an HTTP service. */
public sealed interface Fault {

    /** Status 429 with {@code Retry-After}. */
    record TooManyRequests(int retryAfterSeconds) implements Fault {}

    /** The right answer, late. */
    record Slow(Duration delay) implements Fault {}

    /** The right answer, byte by byte, with a pause after each. */
    record Dripping(Duration pause) implements Fault {}

    /** Status 200 and JSON that stops in the middle of a value. */
    record BrokenJson() implements Fault {}

    /** A status such as 500 or 503, with a page in HTML as gateways send it. */
    record Failing(int status) implements Fault {}

    /** A page whose {@code nextCursor} is the cursor it was asked with. */
    record SameCursorAgain() implements Fault {}

    /** The connection ends after so many bytes of the body. */
    record CutOff(int afterBytes) implements Fault {}

    /** The right body, called {@code text/html}. */
    record WrongContentType() implements Fault {}

    /** A page of so many elements, whatever limit was asked for. */
    record HugePage(int elements) implements Fault {}
}
