package uk.fosteringhub.core.golden;

import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** Whether a record is that of a restricted person. */
public final class RestrictedFlag {
    private static final int POSITION = RecordTypes.PERSON.indexOf("restricted");

    private RestrictedFlag() {}

    /** The same values of a person who is restricted. */
    public static Object[] set(Object[] values) {
        Object[] restricted = values.clone();
        restricted[POSITION] = Boolean.TRUE;
        return restricted;
    }

    public static boolean of(RecordType type, Object[] values) {
        return type.equals(RecordTypes.PERSON) && Boolean.TRUE.equals(values[POSITION]);
    }
}
