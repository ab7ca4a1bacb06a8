package uk.fosteringhub.mappings.mapper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.mappings.conversion.Conversion;
import uk.fosteringhub.mappings.conversion.Refusal;
import uk.fosteringhub.mappings.conversion.Unmapped;

/** A field's plan fitted to one header. */
final class FittedField {
    private final int index;
    private final String field;
    private final Branch[] branches;
    private final boolean required;
    private final int maxLength;

    private record Branch(
            Condition condition,
            Source source,
            Conversion conversion,
            String column,
            Refusal tooLong,
            Refusal missing) {}

    private FittedField(FieldPlan plan, List<Branch> branches) {
        this.index = plan.index();
        this.field = plan.field().name();
        this.branches = branches.toArray(Branch[]::new);
        this.required = plan.required();
        this.maxLength = plan.maxLength();
    }

    /** The field ready to run, or empty if the delivery has nothing for it. */
    static Optional<FittedField> of(FieldPlan plan, Header header, LocalDate today) throws HeaderProblem {
        if (plan.branches().stream().noneMatch(branch -> branch.source().isIn(header))) {
            return Optional.empty();
        }
        List<Branch> branches = new ArrayList<>();
        for (FieldPlan.Branch branch : plan.branches()) {
            String column = branch.source().label(header);
            String shown = column.isEmpty() ? plan.field().name() : column;
            branches.add(new Branch(
                    branch.condition().fittedTo(header),
                    branch.source().fittedTo(header),
                    branch.conversion().fittedTo(shown, today),
                    column,
                    new Refusal(
                            "max-length",
                            shown + " is longer than " + plan.maxLength() + " characters; shorten it in the source, or "
                                    + "check whether a quote is missing in the file"),
                    new Refusal("required", shown + " is empty, but the record needs it; fill it in in the source")));
        }
        return Optional.of(new FittedField(plan, branches));
    }

    String name() {
        return field;
    }

    /** Sets the field's value in {@code values}, or notes why it cannot. */
    void read(String[] row, Object[] values, Findings findings) {
        for (Branch branch : branches) {
            if (branch.condition == Condition.ALWAYS || branch.condition.holds(row, values, findings)) {
                read(branch, row, values, findings);
                return;
            }
        }
        if (required) {
            findings.refused(branches[0].column, field, branches[0].missing, "");
        }
    }

    private void read(Branch branch, String[] row, Object[] values, Findings findings) {
        String text = branch.source.read(row);
        if (text.isEmpty()) {
            if (required) {
                findings.refused(branch.column, field, branch.missing, "");
            }
            return;
        }
        if (text == Source.NUL) {
            findings.nul(branch.column, field);
            return;
        }
        Object value = branch.conversion.convert(text);
        if (value instanceof Unmapped unmapped) {
            findings.unmapped(new UnmappedCode(unmapped.table(), branch.column, unmapped.value()));
            value = unmapped.value();
        }
        if (value instanceof String string && string.length() > maxLength) {
            findings.refused(branch.column, field, branch.tooLong, text);
        } else if (value instanceof Refusal refusal) {
            findings.refused(branch.column, field, refusal, text);
        } else if (value == null && required) {
            findings.refused(branch.column, field, branch.missing, text);
        } else {
            values[index] = value;
        }
    }
}
