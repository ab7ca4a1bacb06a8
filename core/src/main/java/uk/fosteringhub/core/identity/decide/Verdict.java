package uk.fosteringhub.core.identity.decide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is said about two person records. */
public enum Verdict {
    /** One person. */
    SAME,
    /** Two persons, whatever any rule finds from now on. */
    DIFFERENT,
    /** Not to be told from what is known. */
    UNSURE,
    /** What a person said before does not hold any more. */
    TAKEN_BACK;

    /** As stored, and as programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none. */
    public static Optional<Verdict> of(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
