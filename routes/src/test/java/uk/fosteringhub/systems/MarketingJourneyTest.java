package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Verdict;

/** From the marketing team's files to campaigns and spend in the store. */
@Tag("servers")
class MarketingJourneyTest {
    private static final String CALENDAR =
            "campaign_id,name,channel,campaign_code,promo_code,dialled_number,started_on,ended_on,budget\n";
    private static final String SPEND = "spend_id,campaign_id,channel,kind,period_started_on,period_ended_on,amount\n";

    @TempDir
    private Path temp;

    private InboxJourney journey;

    @BeforeEach
    void start() throws Exception {
        journey = new InboxJourney(temp, "marketing");
    }

    @AfterEach
    void stop() {
        journey.close();
    }

    @Test
    void aCampaignAndWhatItCostStandTogetherInTheStore() throws Exception {
        journey.drop("marketing", "campaigns.csv", CALENDAR + """
                C-013,Bus backs 2025,Bus back,bus-25,BUS25,01632 960012,01/04/2025,30/09/2025,9500
                """);
        journey.drop("marketing", "campaign-spend.csv", SPEND + """
                X-1,C-013,Bus back,Invoice,2025-04-01,2025-06-30,4750.00
                X-2,C-013,Bus back,Credit note,2025-06-01,2025-06-30,-250.50
                X-3,,Google search ad,,2025-06-01,2025-06-30,860.05
                """);

        assertThat(journey.sync().verdict()).isEqualTo(Verdict.GREEN);

        assertThat(journey.query("select c.name, c.channel, c.dialled_number, c.budget, sum(s.amount)"
                        + " from fostering.campaign c join fostering.spend s on s.campaign = c.id group by 1, 2, 3, 4"))
                .containsExactly("Bus backs 2025|BUS|+441632960012|9500|4499.50");
        assertThat(journey.query("select channel, sum(amount) from fostering.spend group by 1 order by 1"))
                .containsExactly("BUS|4499.50", "SEARCH_ADVERT|860.05");
    }

    @Test
    void moneyBelowNothingWithoutACreditNoteFailsAloneAndSoDoesAPeriodThatEndsBeforeItStarts() throws Exception {
        journey.drop("marketing", "campaign-spend.csv", SPEND + """
                X-1,,Radio,Invoice,2025-04-01,2025-06-30,-1
                X-2,,Radio,Invoice,2025-06-30,2025-04-01,4750.00
                X-3,,,Invoice,2025-04-01,2025-06-30,4750.00
                X-4,,Radio,Invoice,2025-04-01,2025-06-30,100.00
                X-4,,Radio,Invoice,2025-04-01,2025-06-30,120.00
                """);
        journey.drop("marketing", "campaigns.csv", CALENDAR + "C-1,Backwards,Radio,,,,30/09/2025,01/04/2025,100\n");

        assertThat(journey.sync().verdict()).isEqualTo(Verdict.AMBER);

        assertThat(journey.query("select source_key, rule, column_name from hub.failure order by 1, 2"))
                .containsExactly(
                        "C-1|ends-before-it-starts|ended_on",
                        "X-1|range|amount",
                        "X-2|ends-before-it-starts|period_ended_on",
                        "X-3|neither-campaign-nor-channel|campaign_id");
        assertThat(journey.query("select amount from fostering.spend")).containsExactly("120.00");
    }

    @Test
    void aLineThatIsGoneFromTheCalendarHasEnded() throws Exception {
        journey.dropMadeUp("marketing-campaigns", 100);
        journey.dropMadeUp("marketing-spend", 100);
        assertThat(journey.sync().verdict()).isEqualTo(Verdict.GREEN);
        assertThat(journey.feed("marketing-campaigns").books().added()).isEqualTo(24);
        assertThat(journey.feed("marketing-spend").books().added()).isEqualTo(96);
        assertThat(journey.stillExpected()).isEmpty();

        journey.dropMadeUpWithoutTheLastRow("marketing-campaigns", 100);
        assertThat(journey.sync().verdict()).isEqualTo(Verdict.GREEN);

        assertThat(journey.feed("marketing-campaigns").books().ended()).isEqualTo(1);
        assertThat(journey.query("select name, channel from fostering.campaign where ended_at is not null"))
                .containsExactly("January kickstart 2026|SOCIAL_ADVERT");
    }
}
