package uk.fosteringhub.core.attribution.sources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was received, unchanged.
 *
 * @param values one for each {@link Clue}, in their order; empty where nothing was said
 */
public record Received(List<String> values) {
    public static final Received NOTHING =
            new Received(Collections.nCopies(Clue.all().size(), ""));

    public Received {
        values = List.copyOf(values);
    }

    public static Received text(String text) {
        return NOTHING.with(Clue.TEXT, text);
    }

    public Received with(Clue clue, String value) {
        List<String> changed = new ArrayList<>(values);
        changed.set(clue.ordinal(), value == null ? "" : value);
        return new Received(changed);
    }

    public String get(Clue clue) {
        return values.get(clue.ordinal());
    }

    /** The words a person would call it by: the text, or what stands in its place. */
    public String inWords() {
        if (!get(Clue.TEXT).isBlank()) {
            return get(Clue.TEXT);
        }
        if (!get(Clue.ANSWER).isBlank()) {
            return get(Clue.ANSWER);
        }
        return get(Clue.EVENT);
    }
}
