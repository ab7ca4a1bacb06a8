package uk.fosteringhub.core.mapping;

import java.util.Optional;

/** What the store knows around the records that go out. */
public interface Surroundings {

    /** The key by which the systems of a keyspace know a record; empty: they do not know it, as far as the hub knows. */
    Optional<String> key(String keyspace, String recordType, long entity);

    /**
     * The golden values of a record that another points to, one per field of its type; empty: it has not come yet. A person of whom a system that restricts some has yet to tell is
     * restricted, which may be all that is known.
     */
    Optional<Object[]> record(String recordType, long entity);

    /**
     * Whether an earlier change of the record did not get to the target, which is a failure that still stands, and none that
     * made up for it has gone since.
     *
     * @param entity the hub id
     */
    boolean owed(long entity);

    /**
     * Whether the target was ever to be told that the record came or came back, or by a repair, wanted or not. Not so of a
     * record of a first load. Asked for where {@link OutgoingForm#offered()} says so.
     *
     * @param entity the hub id
     */
    boolean offered(long entity);

    /**
     * Whether the change came about only because a record ended at its source, such as one that is no longer listed. Asked
     * for where {@link OutgoingForm#withdrawn()} says so.
     *
     * @param change its number
     */
    boolean withdrawn(long change);
}
