package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Verdict;

/** From the log of e-mail nudges to touchpoints of the persons and enquiries that LCS knows. */
@Tag("servers")
class NudgesJourneyTest {
    private static final String LOG = "nudge_id,person_id,enquiry_id,nudge_name,sent_at,answered_at,answer\n";
    private static final String SENT = "N-A1,900104,,Six months on,2025-09-01 08:00:00,,\n";
    private static final String ANSWERED =
            "N-A1,900104,970001,Six months on,2025-09-01 08:00:00,2025-09-02 19:31:05,Please call me\n";

    @TempDir
    private static Path temp;

    private static InboxJourney journey;

    /** One hub and store for all: each test has keys of its own. */
    @BeforeAll
    static void start() throws Exception {
        journey = new InboxJourney(temp, "lcs", "nudges", "marketing");
        journey.dropMadeUp("marketing-campaigns", 100);
        journey.sync();
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void aNudgeIsANudgeToThePersonInLcsAndItsAnswerLeadsToTheEnquiry() throws Exception {
        journey.drop("lcs", "DIM_PERSON.csv", "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n900104,Grey,1980-02-03\n");
        journey.drop("lcs", "FACT_FOSTER_ENQUIRY.csv", "ENQUIRY_ID,DIM_PERSON_ID,SURNAME\n970001,900104,Grey\n");
        journey.drop("nudges", "nudges.csv", LOG + SENT);
        journey.sync();
        assertThat(journey.feed("nudges-touchpoints").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(nudges()).containsExactly("Grey|null|NUDGE|EMAIL_NUDGE|SERVER_LOG|null|1");

        journey.drop("nudges", "nudges.csv", LOG + ANSWERED);
        journey.sync();
        assertThat(journey.feed("nudges-touchpoints").verdict()).isEqualTo(Verdict.GREEN);

        assertThat(nudges()).containsExactly("Grey|Grey|NUDGE|EMAIL_NUDGE|EMAIL_REPLY|2025-09-02 18:31:05|2");
    }

    private List<String> nudges() {
        return journey.query(
                "select p.family_name, e.family_name, t.kind, t.channel, t.evidence_kind,"
                        + " t.answered_at at time zone 'UTC', t.version from fostering.touchpoint t"
                        + " join fostering.person p on p.id = t.person left join fostering.enquiry e on e.id = t.enquiry where t.provenance ->> '*' = 'nudges:N-A1'");
    }

    @Test
    void anAnswerBeforeItsNudgeFailsAloneAndANudgeTwiceCountsOnce() throws Exception {
        String again = SENT.replace("N-A1", "N-A2");
        journey.drop(
                "nudges",
                "nudges.csv",
                LOG + again + "N-A3,900104,,Six months on,2025-09-01 08:00:00,2025-08-31 08:00:00,\n" + again);

        journey.sync();

        assertThat(journey.feed("nudges-touchpoints").verdict()).isEqualTo(Verdict.AMBER);
        assertThat(journey.query("select line, rule, column_name, state from hub.failure where source_key = 'N-A3'"))
                .containsExactly("3|answered-before-it-was-sent|answered_at|open");
        assertThat(journey.query("select version from fostering.touchpoint where provenance ->> '*' = 'nudges:N-A2'"))
                .containsExactly("1");
    }
}
