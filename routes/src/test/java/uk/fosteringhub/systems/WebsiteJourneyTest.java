package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.world.Words;

/** From the website's files to enquiries and touchpoints in the store. */
@Tag("servers")
class WebsiteJourneyTest {
    private static final String FORMS = "enquiry_id,modified_at,enquired_at,first_name,last_name,email,source_answer,"
            + "utm_source,utm_medium,utm_campaign,passed_on,regional_referral_id\n";

    @TempDir
    private static Path temp;

    private static InboxJourney journey;

    /** One hub and store for all: each test has keys of its own. */
    @BeforeAll
    static void start() throws Exception {
        journey = new InboxJourney(temp, "website", "marketing");
        journey.dropMadeUp("marketing-campaigns", 100);
        journey.sync();
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    private static String form(String key) {
        return key + ",2026-03-06T01:55:00Z,2026-03-06T01:49:07Z,Siân,O'Brien,sian@example.org,saw it on a bus,bus,qr,"
                + "bus-25,Y," + "R-of-" + key + "\n";
    }

    /** What a golden record that one form alone speaks for is asked by. */
    private static String of(String key) {
        return " from fostering.enquiry where provenance ->> '*' = 'website:" + key + "'";
    }

    @Test
    void aFormAndWhatLedToItBecomeAnEnquiryWithItsTouchpoints() throws Exception {
        journey.drop("website", "website-enquiries.csv", FORMS + form("W-A1"));
        journey.drop("website", "website-touchpoints.csv", """
                touchpoint_id,enquiry_id,occurred_at,kind,campaign_id,utm_source,utm_medium,utm_campaign,email,\
                regional_referral_id
                WT-1,W-A1,2026-03-01T18:00:00Z,visit,C-013,bus,qr,bus-25,,
                WT-2,W-A1,2026-03-06T01:49:07Z,redirect,,,,,sian@example.org,R-of-W-A1
                """);

        journey.sync();
        assertThat(journey.feed("website-enquiries").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.feed("website-touchpoints").verdict()).isEqualTo(Verdict.GREEN);

        assertThat(journey.query("select family_name, enquired_at at time zone 'UTC', time_precision,"
                        + " source_as_received, source, utm_campaign, carried_by, regional_referral_id" + of("W-A1")))
                .containsExactly("O'Brien|2026-03-06 01:49:07|SECOND|saw it on a bus|BUS|bus-25|REGIONAL|R-of-W-A1");
        assertThat(journey.query("select e.family_name, t.kind, t.channel, c.name, t.evidence_kind, t.carried_by"
                        + " from fostering.touchpoint t join fostering.enquiry e on e.id = t.enquiry"
                        + " left join fostering.campaign c on c.id = t.campaign"
                        + " where t.provenance ->> '*' in ('website:WT-1', 'website:WT-2') order by t.occurred_at"))
                .containsExactly(
                        "O'Brien|SOURCE|BUS|Bus backs 2025|UTM|null",
                        "O'Brien|TRANSIT|COUNCIL_WEBSITE_REDIRECT|null|SERVER_LOG|REGIONAL");
    }

    @Test
    void aFormWithAnImpossibleTimeFailsAloneAndItsCorrectionSettlesIt() throws Exception {
        String failure = "select line, rule, column_name, state from hub.failure where source_key = 'W-B2'";
        journey.drop(
                "website",
                "website-enquiries.csv",
                FORMS + form("W-B1") + "W-B2,,2026-02-30T10:00:00Z,Bo,Li,,friend,,,,N,\n");

        journey.sync();

        assertThat(journey.feed("website-enquiries").verdict()).isEqualTo(Verdict.AMBER);
        assertThat(journey.feed("website-enquiries").books().added()).isEqualTo(1);
        assertThat(journey.query(failure)).containsExactly("3|timestamp|enquired_at|open");

        journey.drop("website", "website-enquiries.csv", FORMS + "W-B2,,2026-02-28T10:00:00Z,Bo,Li,,friend,,,,N,\n");
        journey.sync();
        assertThat(journey.query(failure)).containsExactly("3|timestamp|enquired_at|resolved");
        assertThat(journey.query("select family_name, carried_by" + of("W-B2"))).containsExactly("Li|COUNCIL");
    }

    @Test
    void theSameFormTwiceOrInAnOlderVersionChangesNothing() throws Exception {
        journey.drop("website", "website-enquiries.csv", FORMS + form("W-C1") + form("W-C1"));
        journey.sync();
        assertThat(journey.feed("website-enquiries").books().added()).isEqualTo(1);

        String older = form("W-C1").replace("T01:55:00Z", "T01:50:00Z").replace("saw it on a bus", "radio");
        journey.drop("website", "website-enquiries-late.csv", FORMS + older);
        journey.sync();

        assertThat(journey.feed("website-enquiries").books().changed()).isZero();
        assertThat(journey.query("select version, source" + of("W-C1"))).containsExactly("1|BUS");
    }

    @Test
    void anAnswerThatNobodyHasYetSaidTheMeaningOfGoesOnAndIsListed() throws Exception {
        String answer = Words.UNUSUAL_SOURCES[0];
        journey.drop("website", "website-enquiries.csv", FORMS + form("W-D1").replace("saw it on a bus", answer));
        journey.sync();
        assertThat(journey.feed("website-enquiries").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.query("select source" + of("W-D1"))).containsExactly(answer);
        assertThat(journey.query("select code_table, column_name, value from hub.unmapped_code"))
                .containsExactly("enquiry-source|source_answer|" + answer);
    }
}
