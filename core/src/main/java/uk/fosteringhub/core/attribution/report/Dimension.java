package uk.fosteringhub.core.attribution.report;

import java.util.Locale;

/** By what a funnel is told apart. */
public enum Dimension {
    ALL("''", false),
    /** The channel that caused it, by one model's credit. */
    SOURCE("c.channel_key", true),
    CAMPAIGN("coalesce(nullif(c.campaign_said, ''), '(no campaign)')", true),
    CARRIER("f.carried_by", false),
    /** Postcode district. */
    AREA("coalesce(nullif(f.area, ''), '(not known)')", false),
    COUNCIL("coalesce(nullif(f.council, ''), '(not known)')", false),
    /** The month in which the enquiry came: its cohort. */
    COHORT("to_char(f.date_key, 'YYYY-MM')", false),
    /** The financial year in which it came. */
    PERIOD(
            "case when extract(month from f.date_key) >= 4 then extract(year from f.date_key)::int || '/'"
                    + " || to_char(f.date_key + interval '1 year', 'YY')"
                    + " else extract(year from f.date_key)::int - 1 || '/' || to_char(f.date_key, 'YY') end",
            false);

    private final String sql;
    private final boolean shared;

    Dimension(String sql, boolean shared) {
        this.sql = sql;
        this.shared = shared;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sql() {
        return sql;
    }

    /** Whether a household may be shared by several, by credit. */
    public boolean shared() {
        return shared;
    }
}
