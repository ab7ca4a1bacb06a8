package uk.fosteringhub.console.attribution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.fosteringhub.core.attribution.report.ReportTable;

/**
 * What was spent and gained by one model, and beside it what every model says that one costs.
 *
 * @param models that there are
 * @param model the one whose figures are shown
 * @param compared a table each for enquiries, applications and approvals, where anything is known
 */
record MoneyView(List<String> models, String model, ReportView figures, List<Compared> compared) {

    /** @param title what is compared */
    record Compared(String title, ReportView view) {}

    static MoneyView of(ReportTable table, Optional<String> asked) {
        List<String> models = table.rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .distinct()
                .toList();
        String model = asked.filter(models::contains).orElse("position");
        ReportTable figures = new ReportTable(
                table.columns().subList(1, table.columns().size()),
                table.rows().stream()
                        .filter(row -> row.get(0).equals(model))
                        .map(row -> row.subList(1, row.size()))
                        .toList());
        return new MoneyView(
                models,
                model,
                ReportView.of(figures),
                Stream.of("enquiry", "application", "approval")
                        .map(one -> new Compared(
                                "Cost per " + one + " by model", compared(table, models, "cost_per_" + one)))
                        .filter(one -> !one.view().rows().isEmpty())
                        .toList());
    }

    /** Only what has a cost in some model. */
    private static ReportView compared(ReportTable table, List<String> models, String column) {
        int cost = table.columns().indexOf(column);
        Map<String, Map<String, String>> costs = new LinkedHashMap<>();
        for (List<Object> row : table.rows()) {
            if (row.get(cost) instanceof BigDecimal pounds) {
                costs.computeIfAbsent(String.valueOf(row.get(2)), label -> new LinkedHashMap<>())
                        .put(String.valueOf(row.get(0)), ReportView.written(column, pounds));
            }
        }
        List<String> titles =
                new ArrayList<>(List.of(ReportView.title(table.columns().get(2))));
        List<Boolean> numbers = new ArrayList<>(List.of(false));
        for (String model : models) {
            titles.add(ReportView.title(model));
            numbers.add(true);
        }
        List<List<String>> rows = new ArrayList<>();
        costs.forEach((label, byModel) -> {
            List<String> row = new ArrayList<>(List.of(label));
            models.forEach(model -> row.add(byModel.getOrDefault(model, "–")));
            rows.add(row);
        });
        return new ReportView(titles, numbers, rows);
    }
}
