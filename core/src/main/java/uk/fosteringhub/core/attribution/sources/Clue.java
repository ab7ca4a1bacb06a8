package uk.fosteringhub.core.attribution.sources;

import java.util.List;
import java.util.Locale;

/** What is received about a touchpoint or an enquiry and may say where it came from. */
public enum Clue {
    /** What a person or a system wrote as the source or channel. */
    TEXT,
    /** What the person answered when asked. */
    ANSWER,
    CAMPAIGN_SAID,
    EVENT,
    UTM_SOURCE,
    UTM_MEDIUM,
    UTM_CAMPAIGN,
    PROMO_CODE,
    DIALLED_NUMBER,
    REFERRER,
    LANDING_PAGE,
    /** The channel that the mapping of the feed took it for. */
    MAPPED,
    /** All words that people or systems wrote, together. */
    ANYWHERE;

    private static final List<Clue> ALL = List.of(values());

    public static List<Clue> all() {
        return ALL;
    }

    /** As the rules file has it: {@code utm-source}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
