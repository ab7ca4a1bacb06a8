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
    /** Decide: release repairs, accept differences. */
    OPERATE,
    /** See also what is about restricted persons. */
    RESTRICTED;

    /** As in settings and problem documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
