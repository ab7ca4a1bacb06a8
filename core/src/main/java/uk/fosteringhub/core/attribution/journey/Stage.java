package uk.fosteringhub.core.attribution.journey;

import java.util.List;

/** How far an enquiry got, in the order of the way to approval. A later one may be reached without the one before it. */
public enum Stage {
    ENQUIRY("enquiry", "enquiries"),
    INITIAL_HOME_VISIT("initial_home_visit"),
    APPLICATION_GIVEN("application_given"),
    APPLICATION_RECEIVED("application_received"),
    TRAINING("training"),
    PANEL("panel"),
    APPROVED("approved");

    private static final List<Stage> ALL = List.of(values());

    private final String word;
    private final String counted;

    Stage(String word) {
        this(word, word);
    }

    Stage(String word, String counted) {
        this.word = word;
        this.counted = counted;
    }

    public static List<Stage> all() {
        return ALL;
    }

    /** As files have it. */
    public String word() {
        return word;
    }

    /** The column in which credits for it are summed. */
    public String counted() {
        return counted;
    }

    /** The bit that stands for it where several stages are kept in one number. */
    public int bit() {
        return 1 << ordinal();
    }
}
