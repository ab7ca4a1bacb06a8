package uk.fosteringhub.core.corrections;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a source writes wrongly and the hub reads rightly: where a column holds a value, a column is read as if it held
 * another.
 *
 * @param mapping {@code system/record}
 * @param system who owes the correction
 * @param codeTable for {@link Kind#CODE}: the table that lacks the code; otherwise empty
 * @param fix what is read as what
 * @param standing whether later deliveries are read by it too
 * @param members for how many failures it was made
 * @param endedAt when it was taken back
 * @param damage why its values cannot be read any more and what to do, in a sentence; empty if they can be
 */
public record Correction(
        long id,
        String mapping,
        String system,
        Kind kind,
        String codeTable,
        Fix fix,
        boolean standing,
        String reason,
        int members,
        String createdBy,
        Instant createdAt,
        Optional<Instant> endedAt,
        String damage) {

    /** Why it is needed. */
    public enum Kind {
        /** A wrong value is replaced. */
        VALUE,
        /** A code that a table lacks is read as one that it has. */
        CODE,
        /** What one column holds decides what another is read as. */
        RULE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Where {@code whenColumn} holds {@code whenValue}, blanks around it aside, {@code setColumn} is read as
     * {@code setValue}. Values may be empty.
     */
    public record Fix(String whenColumn, String whenValue, String setColumn, String setValue) {

        /** Values may be personal. */
        @Override
        public String toString() {
            return "Fix[" + whenColumn + " → " + setColumn + "]";
        }
    }

    /** Values may be personal. */
    @Override
    public String toString() {
        return "Correction[" + id + " of " + mapping + "]";
    }
}
