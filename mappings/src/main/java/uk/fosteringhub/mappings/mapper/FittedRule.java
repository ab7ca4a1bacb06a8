package uk.fosteringhub.mappings.mapper;

import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.mappings.conversion.Refusal;

/** A rule fitted to one header. */
record FittedRule(boolean first, String column, int position, Condition when, Condition must, Refusal refusal) {

    static FittedRule of(RulePlan plan, Header header) throws HeaderProblem {
        int position = plan.column().isEmpty() ? -1 : header.position(plan.column());
        return new FittedRule(
                plan.first(),
                position < 0 ? plan.column() : header.name(position),
                position,
                plan.when().fittedTo(header),
                plan.must().fittedTo(header),
                plan.refusal());
    }

    void check(String[] row, Object[] values, Findings findings) {
        if (when.holds(row, values, findings) && !must.holds(row, values, findings)) {
            findings.refused(column, "", refusal, position >= 0 && position < row.length ? row[position] : "");
        }
    }
}
