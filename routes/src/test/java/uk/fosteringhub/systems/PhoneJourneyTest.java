package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Verdict;

/** From the contact centre's call log to enquiries and touchpoints in the store. */
@Tag("servers")
class PhoneJourneyTest {
    private static final String CALLS =
            "call_id,called_at,enquiry_id,caller_number,dialled_number,note_kind,heard_from,redirected,confidence\n";

    @TempDir
    private static Path temp;

    private static InboxJourney journey;

    /** One hub and store for all: each test has keys of its own. */
    @BeforeAll
    static void start() throws Exception {
        journey = new InboxJourney(temp, "phone", "marketing");
        journey.dropMadeUp("marketing-campaigns", 100);
        journey.sync();
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void anEnquiryByTelephoneKeepsWhatWasSaidAndThatItWasRedirected() throws Exception {
        journey.drop("phone", "phone-enquiries.csv", """
                enquiry_id,enquired_at,first_name,last_name,phone,dialled_number,source_answer,redirected
                P-A1,2025-07-01 10:02:00,Bo,Li,07700 900123,01632 960012,saw it on a bus,Y
                """);
        journey.drop("phone", "phone-calls.csv", CALLS + """
                K-1,2025-06-24 15:10:00,P-A1,07700 900123,01632 960012,Call note,saw it on a bus,N,0.9
                K-2,2025-07-01 10:02:00,P-A1,07700 900123,01632 960012,,saw it on a bus,Y,
                """);

        journey.sync();

        assertThat(journey.feed("phone-enquiries").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.feed("phone-touchpoints").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.query("select family_name, enquired_at at time zone 'UTC', time_precision, source,"
                        + " dialled_number, carried_by from fostering.enquiry where provenance ->> '*' = 'phone:P-A1'"))
                .containsExactly("Li|2025-07-01 09:02:00|MINUTE|BUS|+441632960012|REGIONAL");
        assertThat(
                        journey.query(
                                "select e.family_name, t.kind, t.channel, t.answer, t.evidence_kind,"
                                        + " t.evidence_confidence, t.carried_by from fostering.touchpoint t"
                                        + " join fostering.enquiry e on e.id = t.enquiry where e.family_name = 'Li' and t.provenance ->> '*' in ('phone:K-1', 'phone:K-2') order by t.occurred_at"))
                .containsExactly(
                        "Li|SOURCE|BUS|saw it on a bus|CALL_NOTE|0.9|null",
                        "Li|TRANSIT|COUNCIL_PHONE_REDIRECT|saw it on a bus|CALL_NOTE|null|REGIONAL");
    }

    @Test
    void aCallWithoutATimeFailsAloneAndACallLoggedTwiceCountsOnce() throws Exception {
        journey.drop("phone", "phone-calls.csv", CALLS + """
                K-3,2025-06-24 15:10:00,,07700 900123,01632 960012,,radio,N,
                K-4,,,07700 900124,01632 960012,,radio,N,
                K-3,2025-06-24 15:10:00,,07700 900123,01632 960012,,Radio advert,N,
                """);

        journey.sync();

        assertThat(journey.feed("phone-touchpoints").verdict()).isEqualTo(Verdict.AMBER);
        assertThat(journey.query("select line, rule, column_name, state from hub.failure where source_key = 'K-4'"))
                .containsExactly("3|required|called_at|open");
        assertThat(
                        journey.query(
                                "select channel_as_received, channel from fostering.touchpoint where provenance ->> '*' = 'phone:K-3'"))
                .containsExactly("Radio advert|RADIO");
    }
}
