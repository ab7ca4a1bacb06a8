package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.Verdict;

/** One night of everything that recruitment is about, beside the case system and the regional service. */
@Tag("servers")
class RecruitmentNightTest {
    private static final long PERSONS = 500;
    private static final List<String> FEEDS = List.of(
            "lcs-persons",
            "lcs-enquiries",
            "lafse-enquiries-csv",
            "website-enquiries",
            "website-touchpoints",
            "phone-enquiries",
            "phone-touchpoints",
            "events-enquiries",
            "events-touchpoints",
            "marketing-campaigns",
            "marketing-spend",
            "nudges-touchpoints");

    @TempDir
    private Path temp;

    @Test
    void whatTheSystemsTellOfOneWorldFitsTogether() throws Exception {
        try (InboxJourney journey =
                new InboxJourney(temp, "lcs", "lafse", "website", "phone", "events", "marketing", "nudges")) {
            for (String feed : FEEDS) {
                journey.dropMadeUp(feed, PERSONS);
            }
            journey.sync();

            assertThat(FEEDS).allSatisfy(feed -> {
                FeedResult result = journey.feed(feed);
                assertThat(result.verdict()).as(feed).isEqualTo(Verdict.GREEN);
                assertThat(result.books().balance()).as(feed).isTrue();
                assertThat(result.books().added()).as(feed).isPositive();
            });
            assertThat(journey.query("select value from hub.unmapped_code")).isEmpty();
            // LCS's households and carers are not among the files of this night
            assertThat(journey.stillExpected()).noneMatch(key -> !key.startsWith("lcs|household"));
            assertThat(journey.query("select regional_referral_id from fostering.enquiry where ended_at is null"
                            + " and regional_referral_id is not null group by 1 having count(*) > 1"))
                    .isEmpty();
            assertThat(journey.query("select count(*) > 10 from fostering.enquiry where ended_at is null"
                            + " and provenance ->> 'source' like 'website:%' and provenance ->> 'status' like 'lcs:%'"))
                    .containsExactly("t");
            assertThat(journey.query("select count(*) from fostering.touchpoint where occurred_at is null"
                            + " or kind is null or evidence_kind is null or time_precision is null"
                            + " or (enquiry is null and person is null and email is null and phone is null)"))
                    .containsExactly("0");
            assertThat(journey.query("select count(*) from reporting.fact_enquiry"))
                    .as("every enquiry is attributed by the end of the night")
                    .isEqualTo(journey.query("select count(*) from fostering.enquiry where enquired_at is not null"
                            + " and ended_at is null"));
            assertThat(journey.query("select count(*) filter (where knowledge = 'known') > count(*) / 2,"
                            + " count(*) filter (where carried_by = 'REGIONAL' and knowledge = 'known') > 0"
                            + " from reporting.fact_enquiry"))
                    .as("of most is known what caused them, also of those the regional platform carried")
                    .containsExactly("t|t");
            assertThat(journey.query("select count(*) from (select enquiry_id from hub.attribution_credit"
                            + " group by enquiry_id having abs(sum(position) - 1) > 1e-9) wrong"))
                    .containsExactly("0");
        }
    }
}
