package uk.fosteringhub.core.attribution.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.store.UnmappedSources;
import uk.fosteringhub.core.store.SafeCell;

/**
 * A report as rows and columns, the same for pages, CSV files and the REST interface.
 *
 * @param columns names in small letters and underscores
 * @param rows texts, numbers, days, yes and no; an empty text where there is nothing
 */
public record ReportTable(List<String> columns, List<List<Object>> rows) {
    private static final int DECIMALS = 6;

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What there is to report, put together of its parts. */
    public record Reports(Funnels funnels, Causes causes, Money money, Spikes spikes, UnmappedSources unmapped) {

        /** One row for each stage of each funnel. */
        public ReportTable funnel(Dimension dimension, Model model, Selection selection) {
            List<List<Object>> rows = new ArrayList<>();
            for (Funnel funnel : funnels.by(dimension, model, selection)) {
                for (Funnel.Step step : funnel.steps()) {
                    rows.add(row(
                            funnel.key(),
                            funnel.label(),
                            step.stage(),
                            step.label(),
                            step.households(),
                            step.ofPrevious(),
                            step.ofContacts(),
                            step.medianDays() < 0 ? "" : step.medianDays()));
                }
                funnel.closed()
                        .forEach((reason, closed) -> rows.add(row(
                                funnel.key(),
                                funnel.label(),
                                "closed",
                                "Closed: " + closing(reason),
                                closed,
                                "",
                                "",
                                "",
                                Wilson.of(closed, funnel.steps().get(0).households()),
                                "")));
            }
            return new ReportTable(
                    List.of(
                            dimension.word(),
                            dimension.word() + "_label",
                            "stage",
                            "stage_label",
                            "households",
                            "of_previous",
                            "of_previous_low",
                            "of_previous_high",
                            "of_contacts",
                            "of_contacts_low",
                            "of_contacts_high",
                            "median_days"),
                    rows);
        }

        private static String closing(String reason) {
            return reason.isEmpty()
                    ? "no reason given"
                    : reason.replace('_', ' ').toLowerCase(Locale.ROOT);
        }

        /** Who caused and who carried. */
        public ReportTable causes(Model model, Selection selection, Optional<LocalDate> redirectedOn) {
            return new ReportTable(
                    List.of(
                            "period",
                            "caused_by",
                            "caused_by_label",
                            "carried_by",
                            "carried_by_label",
                            "enquiries",
                            "applications_received",
                            "approvals",
                            "share",
                            "share_low",
                            "share_high"),
                    causes.cross(model, selection, redirectedOn).stream()
                            .map(cell -> row(
                                    cell.period(),
                                    cell.cause().name(),
                                    cell.cause().label(),
                                    cell.carrier().name(),
                                    cell.carrier().label(),
                                    cell.enquiries(),
                                    cell.applications(),
                                    cell.approvals(),
                                    cell.share()))
                            .toList());
        }

        /** What kinds of evidence the credit rests on. */
        public ReportTable evidence(Model model, Selection selection) {
            return ofEvidence(causes.coverage(model, selection));
        }

        public ReportTable money(Money.By by, LocalDate from, LocalDate to) {
            String key = by.word();
            return new ReportTable(
                    List.of(
                            "model",
                            key,
                            key + "_label",
                            "spend_gbp",
                            "enquiries",
                            "applications_received",
                            "approvals",
                            "cost_per_enquiry",
                            "cost_per_enquiry_low",
                            "cost_per_enquiry_high",
                            "cost_per_application",
                            "cost_per_application_low",
                            "cost_per_application_high",
                            "cost_per_approval",
                            "cost_per_approval_low",
                            "cost_per_approval_high"),
                    money.lines(by, from, to).stream()
                            .map(line -> row(
                                    line.model(),
                                    line.key(),
                                    line.label(),
                                    line.spend().setScale(2, RoundingMode.HALF_EVEN),
                                    line.enquiries(),
                                    line.applications(),
                                    line.approvals(),
                                    line.perEnquiry(),
                                    line.perApplication(),
                                    line.perApproval()))
                            .toList());
        }

        public ReportTable spikes(LocalDate from, LocalDate to) {
            return new ReportTable(
                    List.of(
                            "campaign",
                            "campaign_label",
                            "kind",
                            "channel",
                            "area",
                            "started_on",
                            "enquiries_in_28_days",
                            "expected",
                            "unusual"),
                    spikes.of(from, to).stream()
                            .map(spike -> row(
                                    spike.campaign(),
                                    spike.name(),
                                    spike.kind(),
                                    spike.channel(),
                                    spike.area(),
                                    spike.from(),
                                    spike.areaKnown() ? spike.after() : "",
                                    spike.areaKnown() ? spike.expected() : "",
                                    spike.areaKnown() ? spike.unusual() : "area not known"))
                            .toList());
        }

        public ReportTable unmapped(int most) {
            return new ReportTable(
                    List.of("received", "touchpoints", "enquiries", "last_seen"),
                    unmapped.list(most).stream()
                            .map(one -> row(
                                    one.received(),
                                    one.touchpoints(),
                                    one.enquiries(),
                                    one.lastSeen().toString()))
                            .toList());
        }
    }

    /** What kinds of evidence credit rests on. */
    public static ReportTable ofEvidence(List<Causes.Coverage> coverage) {
        return new ReportTable(
                List.of("evidence", "evidence_label", "enquiries", "share", "share_low", "share_high"),
                coverage.stream()
                        .map(one -> row(one.evidence(), one.label(), one.credit(), one.share()))
                        .toList());
    }

    public static Reports on(uk.fosteringhub.core.store.Database database) {
        return new Reports(
                new Funnels(database),
                new Causes(database),
                new Money(database),
                new Spikes(database),
                new UnmappedSources(database));
    }

    /** A share or cost becomes three columns: itself, the interval's ends. */
    private static List<Object> row(Object... values) {
        List<Object> row = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Wilson share) {
                row.add(rounded(share.share()));
                row.add(rounded(share.low()));
                row.add(rounded(share.high()));
            } else if (value instanceof Cost cost) {
                List.of(cost.each(), cost.low(), cost.high())
                        .forEach(number -> row.add(number.isPresent() ? rounded(number.getAsDouble()) : ""));
            } else if (value instanceof Double number) {
                row.add(rounded(number));
            } else {
                row.add(value);
            }
        }
        return row;
    }

    private static BigDecimal rounded(double number) {
        BigDecimal exact = new BigDecimal(number)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** With a header; what a spreadsheet would run as a formula is disarmed. */
    public String csv() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(columns);
            rows.forEach(
                    row -> csv.writeRecord(row.stream().map(ReportTable::cell).toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String cell(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : SafeCell.of(String.valueOf(value));
    }
}
