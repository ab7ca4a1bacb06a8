package uk.fosteringhub.routes.settings;

import java.util.Locale;

/** What a credential may do at the REST interface. */
public enum Scope {
    /** Push records of its system. */
    PUSH,
    /** Look things up. */
    READ,
    /** Start runs. */
    RUN,
    /** Act: replay, edit and discard failures, pause and resume feeds, take on incidents, release repairs, accept differences, decide who is who. */
    OPERATE,
    /** Let a monitoring system read the metrics, and nothing else. */
    METRICS,
    /** See also what is about restricted persons. */
    RESTRICTED;

    /** As in settings and problem documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
