package uk.fosteringhub.core.reveal;

import java.util.Locale;
import uk.fosteringhub.core.records.RecordType;

/**
 * Whose values are masked: a golden record with all that is said about it, or a failure with what was received.
 *
 * @param word what it is called in the audit, such as {@code person} or {@code failure}
 */
public record Subject(Kind kind, String word, long id) {

    enum Kind {
        ENTITY,
        FAILURE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Subject record(RecordType type, long entity) {
        return new Subject(Kind.ENTITY, type.name(), entity);
    }

    public static Subject failure(long id) {
        return new Subject(Kind.FAILURE, "failure", id);
    }

    /** As in the audit: {@code person 1001}. */
    @Override
    public String toString() {
        return word + " " + id;
    }
}
