package uk.fosteringhub.mappings.mapper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.mappings.conversion.Conversion;
import uk.fosteringhub.mappings.conversion.Refusal;

/** A record's key in another system, fitted to one header. */
record FittedOtherName(String column, Condition condition, Source source, Conversion conversion) {

    /** Those of the plans that the delivery has a column for. */
    static List<FittedOtherName> of(List<OtherNamePlan> plans, Header header, LocalDate today) throws HeaderProblem {
        List<FittedOtherName> fitted = new ArrayList<>();
        for (OtherNamePlan plan : plans) {
            SourcePlan source = plan.branch().source();
            if (source.isIn(header)) {
                String column = source.label(header);
                fitted.add(new FittedOtherName(
                        column,
                        plan.branch().condition().fittedTo(header),
                        source.fittedTo(header),
                        plan.branch().conversion().fittedTo(column, today)));
            }
        }
        return fitted;
    }

    /** @param values canonical values of the record, for the condition */
    Optional<Reference> read(String[] row, Object[] values, Findings findings) {
        if (condition != Condition.ALWAYS && !condition.holds(row, values, findings)) {
            return Optional.empty();
        }
        String text = source.read(row);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text == Source.NUL) {
            findings.nul(column, "");
            return Optional.empty();
        }
        Object name = conversion.convert(text);
        if (name instanceof Refusal refusal) {
            findings.refused(column, "", refusal, text);
            return Optional.empty();
        }
        return Optional.of((Reference) name);
    }
}
