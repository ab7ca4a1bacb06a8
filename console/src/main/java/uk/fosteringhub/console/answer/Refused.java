package uk.fosteringhub.console.answer;

import java.io.Serial;

/** What a person asked for cannot be done now: the page says why, with status 409. */
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param sentence why not, and what to do; no personal data */
    public Refused(String sentence) {
        super(sentence);
    }
}
