package uk.fosteringhub.console.answer;

import java.io.Serial;

/** What an address names does not exist, or not for this person: the page says so, with status 404. */
public final class NotThere extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param sentence what is not there, and what to do; no personal data */
    public NotThere(String sentence) {
        super(sentence);
    }
}
