package uk.fosteringhub.routes.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.report.Dimension;
import uk.fosteringhub.core.attribution.report.Money;
import uk.fosteringhub.core.attribution.report.ReportTable;
import uk.fosteringhub.core.attribution.store.EnquiryTraces;
import uk.fosteringhub.core.lookup.Traces;

/** The reports of attribution at the REST interface. */
@Configuration(proxyBeanMethods = false)
public class AttributionServing {

    @Bean
    ReportTable.Reports attributionReports(Hub hub) {
        return ReportTable.on(hub.database());
    }

    @Bean
    AttributionTraceApi attributionTraceApi(Hub hub) {
        return new AttributionTraceApi(
                new EnquiryTraces(
                        hub.database(), hub.mappings().sources(), hub.settings().attribution()),
                new Traces(hub.database()));
    }

    @Bean
    AttributionReportApi attributionFunnelApi(ReportTable.Reports reports) {
        return new AttributionReportApi(
                "funnel",
                "How far enquiries got, from contact to approval, with conversion intervals and median days; by (all,"
                        + " source, campaign, carrier, area, council, cohort, period), model, council, area, carrier.",
                request -> reports.funnel(
                        request.word("by", Dimension.class)
                                .map(word -> Dimension.valueOf(word.toUpperCase(Locale.ROOT)))
                                .orElse(Dimension.ALL),
                        AttributionReportApi.model(request),
                        AttributionReportApi.selection(request)));
    }

    @Bean
    AttributionReportApi attributionCausesApi(ReportTable.Reports reports, Hub hub) {
        Optional<LocalDate> redirectedOn = hub.settings().attribution().redirectedOn();
        return new AttributionReportApi(
                "causes",
                "Who caused enquiries and who carried them, the council or the regional platform, before and after the"
                        + " redirect (hub.attribution.redirected-on); model, council, area.",
                request -> reports.causes(
                        AttributionReportApi.model(request), AttributionReportApi.selection(request), redirectedOn));
    }

    @Bean
    AttributionReportApi attributionEvidenceApi(ReportTable.Reports reports) {
        return new AttributionReportApi(
                "evidence",
                "What kinds of evidence the credit rests on, and the share that is unknown; model, council, area.",
                request ->
                        reports.evidence(AttributionReportApi.model(request), AttributionReportApi.selection(request)));
    }

    @Bean
    AttributionReportApi attributionMoneyApi(ReportTable.Reports reports) {
        return new AttributionReportApi(
                "money",
                "Spend, and pounds per enquiry, application received and approval under every model, with intervals; by"
                        + " (channel, campaign, month). Without days, the last 365.",
                request -> reports.money(
                        request.word("by", Money.By.class)
                                .map(word -> Money.By.valueOf(word.toUpperCase(Locale.ROOT)))
                                .orElse(Money.By.CHANNEL),
                        from(request),
                        to(request)));
    }

    @Bean
    AttributionReportApi attributionSpikesApi(ReportTable.Reports reports) {
        return new AttributionReportApi(
                "spikes",
                "Enquiries from the area of a campaign or an event in the 28 days from its first day on, against the weeks"
                        + " before. Without days, those of the last 365.",
                request -> reports.spikes(from(request), to(request)));
    }

    @Bean
    AttributionReportApi attributionUnmappedApi(ReportTable.Reports reports) {
        return new AttributionReportApi(
                "unmapped",
                "What was written as a source and no rule knows, with its counts; limit.",
                request -> reports.unmapped(request.limit()));
    }

    private static LocalDate to(Request request) throws Refused {
        return AttributionReportApi.day(request, "to").orElse(LocalDate.now(Clock.systemUTC()));
    }

    private static LocalDate from(Request request) throws Refused {
        return AttributionReportApi.day(request, "from")
                .orElse(to(request).minusYears(1).plusDays(1));
    }
}
