package uk.fosteringhub.core.attribution.store;

/**
 * Which records are loaded, as conditions on enquiries {@code e}, touchpoints {@code t}, households {@code h} and
 * contributions {@code c}. {@link Affected} names an enquiry with its people and households, so that its own id is enough.
 */
enum Which {
    ALL("", "", "", """
        c.entity_id in (select entity_id from hub.contribution
            where state = 'a' and source_id in (select id from hub.source where record_type = 'enquiry')
            group by entity_id having count(*) > 1)\
        """),
    /** What the temporary table {@code affected} names. */
    AFFECTED(
            " where e.id in (select id from affected)", """
         where t.id in (
            select x.id from affected a join fostering.touchpoint x on x.enquiry = a.id
            union all select x.id from affected a join fostering.touchpoint x on x.person = a.id
            union all select x.id from affected a join fostering.touchpoint x on x.household = a.id)\
        """,
            " where h.id in (select id from affected)", "c.entity_id in (select id from affected)"),
    /** What the temporary table {@code late} names. */
    LATE(" where e.id in (select id from late)", " where t.id in (select id from late)", "", "");

    private final String enquiries;
    private final String touchpoints;
    private final String households;
    private final String claims;

    Which(String enquiries, String touchpoints, String households, String claims) {
        this.enquiries = enquiries;
        this.touchpoints = touchpoints;
        this.households = households;
        this.claims = claims;
    }

    String enquiries() {
        return enquiries;
    }

    String touchpoints() {
        return touchpoints;
    }

    String households() {
        return households;
    }

    /** Without {@code where}. */
    String claims() {
        return claims;
    }
}
