package uk.fosteringhub.core.sync;

import java.util.Optional;
import uk.fosteringhub.core.failures.FailedRecord;

/**
 * What became, or would become, of a failure that is taken through again.
 *
 * @param sentence in plain words, without values
 * @param again how it failed, for {@link Kind#FAILED}
 */
public record Fate(Kind kind, String sentence, Optional<FailedRecord> again) {

    /** What became of it. */
    public enum Kind {
        /** It is stored, or is on its way to its target again. */
        APPLIED('a'),
        /** The store said the same already. */
        ALREADY('s'),
        /** A newer version is there and stays. */
        SUPERSEDED('n'),
        /** It failed again. */
        FAILED('f'),
        /** It was left alone: somebody or something was faster, or it cannot be taken through by itself. */
        LEFT('x');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** As in the database. */
        public String letter() {
            return String.valueOf(letter);
        }
    }

    public static Fate of(Kind kind, String sentence) {
        return new Fate(kind, sentence, Optional.empty());
    }

    static Fate failed(FailedRecord record) {
        return new Fate(Kind.FAILED, record.problems().get(0).message(), Optional.of(record));
    }
}
