package uk.fosteringhub.console.attribution;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.report.Causes;
import uk.fosteringhub.core.attribution.report.Dimension;
import uk.fosteringhub.core.attribution.report.Funnel;
import uk.fosteringhub.core.attribution.report.Money;
import uk.fosteringhub.core.attribution.report.ReportTable;
import uk.fosteringhub.core.attribution.report.Selection;
import uk.fosteringhub.core.attribution.report.Wilson;

/** The reports of attribution: how far enquiries got, who caused them, what they cost. */
@Controller
final class ReportPages {
    private static final int MOST_UNMAPPED = 500;
    /** Of a bar of the funnel, in the units of its picture. */
    private static final double BAR = 600;

    static final List<Report> REPORTS = List.of(
            new Report("enquiries", "Enquiries", "What caused each enquiry."),
            new Report("funnel", "Funnel", "How far enquiries got. Households count once for every stage."),
            new Report(
                    "causes",
                    "LAFSE or local",
                    "Who caused enquiries, and who carried them. A redirect carries an enquiry and does not cause it."),
            new Report("evidence", "Evidence", "What kinds of evidence the figures rest on, and what is unknown."),
            new Report("money", "Money", "Spend, and pounds per enquiry, application received and approval, by model."),
            new Report(
                    "spikes",
                    "After campaigns and events",
                    "Enquiries from the area of a campaign or an event in the 28 days from its first day on, against the"
                            + " weeks before. What came at the same time need not be what caused it."),
            new Report(
                    "unmapped",
                    "Unmapped sources",
                    "What was written as a source and no rule knows. Rules are in mappings/sources.yml."));

    private final ReportTable.Reports reports;
    private final AttributionSettings settings;
    private final Hub hub;

    ReportPages(Hub hub) {
        this.hub = hub;
        this.reports = ReportTable.on(hub.database());
        this.settings = hub.settings().attribution();
    }

    /** @param about one sentence */
    record Report(String word, String title, String about) {}

    /** A bar of the funnel's picture. */
    record Bar(String label, String households, double width, int y) {}

    @GetMapping("/attribution")
    String begin(@RequestParam Map<String, String> values, org.springframework.ui.Model model) {
        return show("funnel", values, model);
    }

    @GetMapping("/attribution/{report}")
    String show(
            @PathVariable String report, @RequestParam Map<String, String> values, org.springframework.ui.Model model) {
        Asked asked = new Asked(values);
        model.addAttribute("reports", REPORTS);
        model.addAttribute("report", report(report));
        ReportTable table = table(report, asked);
        Optional<MoneyView> money =
                report.equals("money") ? Optional.of(MoneyView.of(table, asked.text("model"))) : Optional.empty();
        model.addAttribute("view", money.map(MoneyView::figures).orElseGet(() -> ReportView.of(table)));
        model.addAttribute("compared", money.map(MoneyView::compared).orElse(List.of()));
        model.addAttribute("asked", values);
        model.addAttribute(
                "model", money.map(MoneyView::model).orElse(asked.model().word()));
        model.addAttribute(
                "models",
                money.map(MoneyView::models)
                        .orElse(Arrays.stream(Model.values()).map(Model::word).toList()));
        model.addAttribute("dimensions", dimensions(report));
        model.addAttribute(
                "by",
                report.equals("money")
                        ? asked.by().name().toLowerCase(java.util.Locale.ROOT)
                        : asked.dimension().word());
        model.addAttribute(
                "bars", report.equals("funnel") && asked.dimension() == Dimension.ALL ? bars(asked) : List.of());
        List<Causes.Coverage> coverage = coverage(report, asked);
        model.addAttribute("evidence", ReportView.of(ReportTable.ofEvidence(coverage)));
        model.addAttribute("unknown", unknown(coverage));
        model.addAttribute(
                "flows",
                report.equals("causes")
                        ? Flow.of(
                                reports.causes().cross(asked.model(), asked.selection(), settings.redirectedOn()),
                                settings.redirectedOn())
                        : List.of());
        model.addAttribute("redirectKnown", settings.redirectedOn().isPresent());
        model.addAttribute("about", asked.inWords(report));
        model.addAttribute("rules", hub.mappings().sources().version());
        return "attribution/report";
    }

    @GetMapping("/attribution/{report}.csv")
    void download(@PathVariable String report, @RequestParam Map<String, String> values, HttpServletResponse response)
            throws IOException {
        ReportTable table = table(report(report).word(), new Asked(values));
        try (CsvDownload csv = CsvDownload.of(response, "attribution-" + report + ".csv", table.columns())) {
            for (List<Object> row : table.rows()) {
                csv.row(row.stream().map(ReportPages::cell).toList());
            }
        }
    }

    private static String cell(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private ReportTable table(String report, Asked asked) {
        return switch (report) {
            case "funnel" -> reports.funnel(asked.dimension(), asked.model(), asked.selection());
            case "causes" -> reports.causes(asked.model(), asked.selection(), settings.redirectedOn());
            case "evidence" -> reports.evidence(asked.model(), asked.selection());
            case "money" -> reports.money(asked.by(), asked.from(), asked.to());
            case "spikes" -> reports.spikes(asked.from(), asked.to());
            case "unmapped" -> reports.unmapped(MOST_UNMAPPED);
            default -> throw notThere();
        };
    }

    /** On what the figures of a report rest; of the last year where the report is of it. */
    private List<Causes.Coverage> coverage(String report, Asked asked) {
        return switch (report) {
            case "funnel", "causes", "evidence" -> reports.causes().coverage(asked.model(), asked.selection());
            case "money", "spikes" ->
                reports.causes().coverage(Model.POSITION, Selection.between(asked.from(), asked.to()));
            default -> List.of();
        };
    }

    /** The share of which no source is known. */
    private static String unknown(List<Causes.Coverage> coverage) {
        double all = coverage.stream().mapToDouble(Causes.Coverage::credit).sum();
        double unknown = coverage.stream()
                .filter(one -> one.evidence().equals("NONE"))
                .mapToDouble(Causes.Coverage::credit)
                .sum();
        return Figures.share(Wilson.of(unknown, all));
    }

    private static Report report(String word) {
        return REPORTS.stream()
                .filter(report -> report.word().equals(word))
                .findFirst()
                .orElseThrow(ReportPages::notThere);
    }

    private static NotThere notThere() {
        return new NotThere("There is no such report. The reports are listed under Attribution.");
    }

    private static List<String> dimensions(String report) {
        return switch (report) {
            case "funnel" ->
                Arrays.stream(Dimension.values()).map(Dimension::word).toList();
            case "money" ->
                Arrays.stream(Money.By.values())
                        .map(by -> by.name().toLowerCase(java.util.Locale.ROOT))
                        .toList();
            default -> List.of();
        };
    }

    private List<Bar> bars(Asked asked) {
        List<Bar> bars = new ArrayList<>();
        for (Funnel funnel : reports.funnels().by(Dimension.ALL, asked.model(), asked.selection())) {
            double most = Math.max(1, funnel.steps().get(0).households());
            for (Funnel.Step step : funnel.steps()) {
                bars.add(new Bar(
                        step.label(),
                        "%,d".formatted(Math.round(step.households())),
                        Math.round(step.households() / most * BAR),
                        bars.size() * 34));
            }
        }
        return bars;
    }
}
