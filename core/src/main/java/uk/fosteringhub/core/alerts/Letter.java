package uk.fosteringhub.core.alerts;

import java.util.List;

/**
 * What an alert says, in a form that fits an e-mail and a card alike. Holds no personal data.
 *
 * @param subject one line
 * @param link where to see more; empty where the console has no address
 */
public record Letter(String subject, Tone tone, List<Section> sections, String link) {

    /** How it is shown. */
    public enum Tone {
        GOOD,
        WARNING,
        ATTENTION
    }

    /** @param heading may be empty */
    public record Section(String heading, List<String> lines) {}
}
