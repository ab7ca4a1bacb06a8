package uk.fosteringhub.simulators.dbs;

import java.time.Duration;

/** What goes wrong with one answer of the Update Service. */
public sealed interface Fault {

    /** Turned away unread with status 429 and {@code Retry-After}. */
    record TooManyRequests(int retryAfterSeconds) implements Fault {}

    /** Turned away unread with a status such as 503 or 403, and a page in HTML as gateways send it. */
    record TurnedAway(int status) implements Fault {}

    /** Read, and refused for what it asks, with a status such as 400 or 422, and an answer that quotes the question. */
    record Refused(int status) implements Fault {}

    /** Looked up; then an error such as 500 instead of the answer. */
    record Failing(int status) implements Fault {}

    /** Looked up; the right answer, late. */
    record Slow(Duration delay) implements Fault {}

    /** Looked up; the right answer, byte by byte, with a pause after each. */
    record Dripping(Duration pause) implements Fault {}

    /** Looked up; an answer whose result type is not SUCCESS, without a status. */
    record ResultType(String name) implements Fault {}

    /** Looked up; the answer is about somebody else's certificate. */
    record WrongCertificate() implements Fault {}

    /** Looked up; the right answer, its names in the letters A to Z alone: no accents, hyphens or apostrophes. */
    record PlainNames() implements Fault {}

    /** Looked up; XML that stops in the middle. */
    record CutOff() implements Fault {}

    /** Looked up; the right answer behind a document type with an external entity. */
    record WithDocumentType() implements Fault {}

    /** Looked up; an answer of so many bytes. */
    record Huge(int bytes) implements Fault {}
}
