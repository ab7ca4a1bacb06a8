package uk.fosteringhub.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.report.Causes;
import uk.fosteringhub.core.attribution.report.Dimension;
import uk.fosteringhub.core.attribution.report.Funnel;
import uk.fosteringhub.core.attribution.report.Funnels;
import uk.fosteringhub.core.attribution.report.Money;
import uk.fosteringhub.core.attribution.report.ReportTable;
import uk.fosteringhub.core.attribution.report.Selection;
import uk.fosteringhub.core.attribution.report.Spikes;
import uk.fosteringhub.core.attribution.report.Wilson;

/** Reports of a year with the totals that a county published for 2024/25. */
class ReportsTest {
    private static final LocalDate FROM = LocalDate.of(2024, 4, 1);
    private static final LocalDate TO = LocalDate.of(2025, 3, 31);
    private static final int CONTACTS = 135;

    private final AttributedStore store = new AttributedStore();

    ReportsTest() {
        String[] reasons = {"SAFEGUARDING", "WITHDRAWN", "TIMING", "HEALTH", "NO_RESPONSE"};
        String[] said = {"'facebook'", "'radio'", "'leaflet'", "'friend'", "''"};
        store.add(
                "campaign",
                900,
                Map.of(
                        "name", "'Summer radio'",
                        "channel", "'RADIO'",
                        "area", "'Anycounty'",
                        "started_on", "'2024-08-01'",
                        "ended_on", "'2024-08-31'"));
        store.add(
                "spend",
                901,
                Map.of(
                        "campaign", "900",
                        "amount", "7400",
                        "period_started_on", "'2024-03-02'",
                        "period_ended_on", "'2024-04-30'"));
        for (int i = 0; i < CONTACTS; i++) {
            LocalDate day = FROM.plusDays(i * 2L);
            Map<String, String> enquiry = new HashMap<>(Map.of(
                    "enquired_at",
                    "'" + day + " 12:00+00'",
                    "council",
                    "'Anycounty'",
                    "postcode",
                    "'TN23 1AA'",
                    "carried_by",
                    i % 3 == 0 ? "'COUNCIL'" : "'REGIONAL'",
                    "source_as_received",
                    said[i % 5]));
            reach(enquiry, "completed_on", i, 86, day, 5);
            reach(enquiry, "initial_home_visit_on", i, 38, day, 12);
            reach(enquiry, "application_given_on", i, 33, day, 30);
            reach(enquiry, "application_received_on", i, 25, day, 50);
            reach(enquiry, "training_on", i, 18, day, 80);
            reach(enquiry, "panel_on", i, 17, day, 200);
            if (i >= 86 && i < 134) {
                enquiry.put("closed_on", "'" + day.plusDays(20) + "'");
                enquiry.put("closed_reason", "'" + reasons[i % 5] + "'");
            }
            store.add("enquiry", 1000 + i, enquiry);
        }
        store.attributor().update();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theTableOfTheCountysReportComesOut() {
        Funnel funnel = new Funnels(store.database)
                .by(Dimension.ALL, Model.LINEAR, Selection.between(FROM, TO))
                .get(0);
        assertThat(funnel.steps())
                .extracting(step -> step.stage() + " " + Math.round(step.households()) + " "
                        + "%.1f%%".formatted(step.ofPrevious().share() * 100))
                .containsExactly(
                        "contact 135 100.0%",
                        "completed 86 63.7%",
                        "initial_home_visit 38 44.2%",
                        "application_given 33 86.8%",
                        "application_received 25 75.8%",
                        "training 18 72.0%",
                        "panel 17 94.4%",
                        "approved 0 0.0%");
        assertThat(funnel.closedAll()).isEqualTo(48);
        assertThat(funnel.closed()).containsOnlyKeys("SAFEGUARDING", "WITHDRAWN", "TIMING", "HEALTH", "NO_RESPONSE");
        assertThat(funnel.steps().get(1).medianDays()).isEqualTo(5);
        assertThat(funnel.steps().get(2).medianDays()).isEqualTo(7);
    }

    @Test
    void everyDimensionSharesTheSameHouseholds() {
        for (Dimension dimension : Dimension.values()) {
            List<Funnel> funnels = new Funnels(store.database).by(dimension, Model.POSITION, Selection.ALL);
            assertThat(funnels.stream()
                            .mapToDouble(funnel -> funnel.steps().get(4).households())
                            .sum())
                    .as(dimension.word())
                    .isCloseTo(25, within(1e-9));
        }
    }

    @Test
    void theCrossTableTellsWhoCausedFromWhoCarriedBeforeAndAfterTheRedirect() {
        List<Causes.Cell> cells =
                new Causes(store.database).cross(Model.LINEAR, Selection.ALL, Optional.of(LocalDate.of(2024, 7, 1)));
        assertThat(cells.stream().mapToDouble(Causes.Cell::enquiries).sum()).isCloseTo(CONTACTS, within(1e-9));
        assertThat(cells).extracting(Causes.Cell::period).contains("before", "after");
        assertThat(cells)
                .filteredOn(cell -> cell.cause() == Causes.Cause.COUNCIL && cell.carrier() == Causes.Carrier.REGIONAL)
                .isNotEmpty();
        assertThat(new Causes(store.database).coverage(Model.LINEAR, Selection.ALL))
                .extracting(Causes.Coverage::evidence)
                .containsExactly("FORM_ANSWER", "NONE");
    }

    @Test
    void spendCountsByTheDaysThatFallIntoThePeriodAndCostsAreGivenUnderAllSevenModels() {
        List<Money.Line> lines = new Money(store.database).lines(Money.By.CHANNEL, FROM, TO);
        assertThat(lines).extracting(Money.Line::model).contains("first", "shapley_set", "markov_order1");
        assertThat(lines)
                .filteredOn(line -> line.key().equals("RADIO") && line.model().equals("last"))
                .singleElement()
                .satisfies(line -> {
                    // 30 of 60 days
                    assertThat(line.spend()).isEqualByComparingTo("3700");
                    assertThat(line.enquiries()).isEqualTo(27);
                    assertThat(line.perEnquiry().each().getAsDouble()).isCloseTo(3700 / 27.0, within(1e-9));
                    // 27 of a Poisson's are 17.8 to 39.3
                    assertThat(line.perEnquiry().low().getAsDouble()).isCloseTo(3700 / 39.3, within(1.0));
                    assertThat(line.perEnquiry().high().getAsDouble()).isCloseTo(3700 / 17.8, within(1.0));
                    assertThat(line.perApproval().each()).isEmpty();
                });
    }

    @Test
    void whatCostMoneyAndBroughtNobodyIsListedAndMonthsAddUpToTheWhole() {
        store.add(
                "spend",
                902,
                Map.of(
                        "channel", "'TELEVISION'",
                        "amount", "1000",
                        "period_started_on", "'2024-06-16'",
                        "period_ended_on", "'2024-07-05'"));
        assertThat(new Money(store.database).lines(Money.By.CHANNEL, FROM, TO))
                .filteredOn(
                        line -> line.key().equals("TELEVISION") && line.model().equals("linear"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.label()).isEqualTo("Television or cinema");
                    assertThat(line.spend()).isEqualByComparingTo("1000");
                    assertThat(line.enquiries()).isZero();
                    assertThat(line.perEnquiry().each()).isEmpty();
                });
        List<Money.Line> months = new Money(store.database)
                .lines(Money.By.MONTH, FROM, TO).stream()
                        .filter(line -> line.model().equals("linear"))
                        .toList();
        assertThat(months)
                .extracting(line -> line.key() + " " + line.spend().setScale(0, java.math.RoundingMode.HALF_EVEN))
                .startsWith("2024-04 3700", "2024-05 0", "2024-06 750", "2024-07 250");
        assertThat(months.stream().mapToDouble(Money.Line::enquiries).sum()).isCloseTo(CONTACTS, within(1e-9));
    }

    @Test
    void enquiriesAfterACampaignStandBesideTheWeeksBefore() {
        assertThat(new Spikes(store.database).of(FROM, TO)).singleElement().satisfies(spike -> {
            assertThat(spike.after()).isEqualTo(14);
            assertThat(spike.expected()).isEqualTo(14.0);
            assertThat(spike.unusual()).isFalse();
        });
    }

    @Test
    void aCampaignInAnAreaThatNoEnquiryNamesHasNoFiguresAndOneWordOfTheCouncilIsEnough() {
        store.execute("update fostering.enquiry set council = 'Anycounty County Council'");
        store.attributor().whole();
        assertThat(new Spikes(store.database).of(FROM, TO)).singleElement().satisfies(spike -> {
            assertThat(spike.areaKnown()).isTrue();
            assertThat(spike.after()).isEqualTo(14);
        });
        store.execute("update fostering.campaign set area = 'Market Town'");
        assertThat(new Spikes(store.database).of(FROM, TO))
                .singleElement()
                .satisfies(spike -> assertThat(spike.areaKnown()).isFalse());
        assertThat(ReportTable.on(store.database).spikes(FROM, TO).csv()).contains(",,,area not known");
    }

    @Test
    void anEventIsAmongThemByItsDayAndTheCouncilsOfThoseWhoCame() {
        for (long visitor = 0; visitor < 2; visitor++) {
            store.add(
                    "touchpoint",
                    800 + visitor,
                    Map.of(
                            "event_name", "'Summer fair'",
                            "council", "'Anycounty'",
                            "occurred_at", "'2024-09-0" + (1 + visitor) + " 23:30+00'",
                            "kind", "'SOURCE'",
                            "channel", "'EVENT'"));
        }
        // By the clocks of London each came after midnight.
        assertThat(new Spikes(store.database).of(LocalDate.of(2024, 9, 1), LocalDate.of(2024, 9, 2)))
                .singleElement()
                .satisfies(spike -> {
                    assertThat(spike.kind() + " " + spike.name() + " " + spike.from() + " " + spike.area())
                            .isEqualTo("event Summer fair 2024-09-02 Anycounty");
                    assertThat(spike.after()).isEqualTo(14);
                    assertThat(spike.expected()).isEqualTo(14.0);
                });
    }

    @Test
    void filesForSpreadsheetsHoldNoFormulas() {
        store.execute("update fostering.enquiry set council = '=cmd()' where id = 1000");
        String csv = ReportTable.on(store.database)
                .funnel(Dimension.COUNCIL, Model.LINEAR, Selection.ALL)
                .csv();
        assertThat(csv).contains("'=cmd()").startsWith("council,council_label,stage,");
    }

    @Test
    void intervalsAreWideWhereNumbersAreSmall() {
        Wilson small = Wilson.of(17, 18);
        assertThat(small.low()).isCloseTo(0.7424, within(1e-4));
        assertThat(small.high()).isCloseTo(0.9901, within(1e-4));
        assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 0, 1));
    }

    private static void reach(Map<String, String> enquiry, String stage, int i, int reached, LocalDate day, int days) {
        if (i < reached) {
            enquiry.put(stage, "'" + day.plusDays(days) + "'");
        }
    }
}
