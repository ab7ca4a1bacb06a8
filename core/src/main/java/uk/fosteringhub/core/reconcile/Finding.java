package uk.fosteringhub.core.reconcile;

import java.util.List;

/**
 * One thing in which two systems do not agree.
 *
 * @param record the record type's name
 * @param entity hub id
 * @param systemKeys the first system's keys of the record; where it lacks the record, the key by which another points to it
 * @param otherKeys the same of the second system
 * @param field the field; empty where the whole record is meant
 * @param systemValue what the first system says, as text; empty where it says nothing. Personal data
 * @param otherValue what the second system says
 */
public record Finding(
        String record,
        long entity,
        Kind kind,
        List<String> systemKeys,
        List<String> otherKeys,
        String field,
        String systemValue,
        String otherValue) {

    public enum Kind {
        /** Only the second system has the record. */
        MISSING_IN_SYSTEM,
        /** Only the first system has the record. */
        MISSING_IN_OTHER,
        /** One of the systems has several records of the same entity, so it is not clear which to compare. */
        NOT_PAIRED,
        /** Both have a value, and not the same one. */
        DIFFERENT,
        /** Only the second system has a value. */
        EMPTY_IN_SYSTEM,
        /** Only the first system has a value. */
        EMPTY_IN_OTHER
    }

    /** Values stay out of logs. */
    @Override
    public String toString() {
        return "Finding[" + record + " " + entity + " " + kind + " " + field + "]";
    }
}
