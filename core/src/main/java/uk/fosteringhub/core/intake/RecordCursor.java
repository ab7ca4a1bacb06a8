package uk.fosteringhub.core.intake;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One pass over the raw records of a delivery, each one row or several rows put together. */
public interface RecordCursor extends Closeable {

    /** Goes to the next raw record; false after the last one. */
    boolean next() throws IOException, DeliveryRefused;

    /** Whether the delivery had a trailer with the right count; known at the end only. */
    boolean trailer();

    /** The current record's number in the delivery, counted from 0. */
    int ordinal();

    /** How many rows of the delivery the current record stands for. */
    int rows();

    /** The line where the current record starts. */
    long line();

    /** Why the current record cannot be read, in plain words; empty if it can. */
    String unreadable();

    /**
     * What in the current record breaks the standard of its format, or what its source must always send. Costs more than all
     * else; asked for what the mapping finds nothing wrong with.
     */
    default Optional<FormatFlaw> flaw() {
        return Optional.empty();
    }

    /** The current record's columns that make the key; cheaper than {@link #record()}. */
    RawRecord keyColumns();

    /** The current record with all its values. */
    RawRecord record();

    /** What the current record looks like to its mapping. */
    java.util.UUID hash();
}
