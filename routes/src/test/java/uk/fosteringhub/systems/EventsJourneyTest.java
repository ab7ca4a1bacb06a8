package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Verdict;

/** From the files of events to enquiries and touchpoints in the store. */
@Tag("servers")
class EventsJourneyTest {
    private static final String SCANS =
            "scan_id,scanned_at,attended_on,event_name,campaign_id,promo_code,enquiry_id,last_name\n";

    @TempDir
    private static Path temp;

    private static InboxJourney journey;

    /** One hub and store for all: each test has keys of its own. */
    @BeforeAll
    static void start() throws Exception {
        journey = new InboxJourney(temp, "events", "marketing");
        journey.dropMadeUp("marketing-campaigns", 100);
        journey.sync();
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void anEnquiryAtAStallHasTheEventAsItsSourceAndItsScanAsEvidence() throws Exception {
        journey.drop("events", "event-enquiries.csv", """
                enquiry_id,enquired_at,enquired_on,event_name,last_name,source_answer
                E-1,,17/05/2025,Market square stall,Li,
                """);
        journey.drop("events", "event-scans.csv", SCANS + """
                S-1,2025-05-17 11:18:42,,Market square stall,C-014,FCF25,E-1,Li
                S-2,,17/05/2025,Market square stall,C-014,,,Grey
                """);

        journey.sync();

        assertThat(journey.feed("events-enquiries").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.feed("events-touchpoints").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(
                        journey.query(
                                "select family_name, (enquired_at at time zone 'Europe/London')::date, time_precision,"
                                        + " source_as_received, source, event_name, carried_by from fostering.enquiry where provenance ->> '*' = 'events:E-1'"))
                .containsExactly("Li|2025-05-17|DAY|null|EVENT|Market square stall|COUNCIL");
        assertThat(
                        journey.query(
                                "select t.family_name, e.family_name, c.name, t.channel, t.time_precision,"
                                        + " t.evidence_kind from fostering.touchpoint t"
                                        + " left join fostering.enquiry e on e.id = t.enquiry"
                                        + " join fostering.campaign c on c.id = t.campaign where t.provenance ->> '*' in ('events:S-1', 'events:S-2') order by t.family_name"))
                .containsExactly(
                        "Grey|null|Foster Care Fortnight 2025|EVENT|DAY|STAFF_ENTRY",
                        "Li|Li|Foster Care Fortnight 2025|EVENT|SECOND|EVENT_SCAN");
    }

    @Test
    void aScanWithADateForATimeFailsAloneAndAScanTwiceCountsOnce() throws Exception {
        journey.drop("events", "event-scans.csv", SCANS + """
                S-3,2025-05-17 11:18:42,,Market square stall,,,,Li
                S-4,2025-05-17,,Market square stall,,,,Grey
                S-3,2025-05-17 11:18:42,,Market square stall,,,,Li
                """);

        journey.sync();

        assertThat(journey.feed("events-touchpoints").verdict()).isEqualTo(Verdict.AMBER);
        assertThat(journey.query("select line, rule, column_name, state from hub.failure where source_key = 'S-4'"))
                .containsExactly("3|timestamp|scanned_at|open");
        assertThat(
                        journey.query(
                                "select family_name, version from fostering.touchpoint where provenance ->> '*' = 'events:S-3'"))
                .containsExactly("Li|1");
    }
}
