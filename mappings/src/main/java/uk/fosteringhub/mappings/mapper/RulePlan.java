package uk.fosteringhub.mappings.mapper;

import java.util.List;
import java.util.stream.Stream;
import uk.fosteringhub.mappings.conversion.Refusal;

/**
 * A rule about several columns or fields: where {@code when} holds, {@code must} has to hold too.
 *
 * @param first whether it is asked before the fields are read, and says all there is to say where it is broken; of columns
 *     alone
 * @param column the column to show with the problem, or empty
 */
public record RulePlan(boolean first, String column, ConditionPlan when, ConditionPlan must, Refusal refusal) {

    List<String> columns() {
        return Stream.of(column.isEmpty() ? List.<String>of() : List.of(column), when.columns(), must.columns())
                .flatMap(List::stream)
                .toList();
    }
}
