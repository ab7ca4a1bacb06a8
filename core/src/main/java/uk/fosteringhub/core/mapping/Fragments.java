package uk.fosteringhub.core.mapping;

import java.util.Set;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * What can be read of a row whose record failed, each field by itself.
 *
 * @param values one per field of the record type; null for none, and where it cannot be read
 * @param unreadable names of the fields that hold what cannot be read, or lack what they must hold
 */
public record Fragments(Object[] values, Set<String> unreadable) {
    private static final String RESTRICTED = "restricted";
    private static final int POSITION = RecordTypes.PERSON.indexOf(RESTRICTED);

    public Fragments {
        unreadable = Set.copyOf(unreadable);
    }

    /** Of a person's row: whether it says that the person is restricted, or says something there that nobody can read. */
    public boolean restrict() {
        return unreadable.contains(RESTRICTED) || Boolean.TRUE.equals(values[POSITION]);
    }

    /** Values may be personal. */
    @Override
    public String toString() {
        return "Fragments[unreadable " + unreadable + "]";
    }
}
