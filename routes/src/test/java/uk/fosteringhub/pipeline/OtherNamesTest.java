package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.sync.Progress;

/** Records that say under which key another system knows them. */
@Tag("servers")
class OtherNamesTest {
    private static final FeedSettings LCS = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.SNAPSHOT);
    private static final FeedSettings LAFSE =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
    private static final FeedSettings WEBSITE =
            HubFixture.csv("website-enquiries", "website/enquiries", FeedKind.DELTA);
    private static final FeedSettings ASSESSMENTS =
            HubFixture.csv("lcs-assessments", "lcs/assessments", FeedKind.SNAPSHOT);

    private static final String LIVING =
            "select given_name, version from fostering.enquiry where ended_at is null" + " order by given_name";

    @TempDir
    Path folder;

    private HubFixture hub;

    @BeforeEach
    void start() {
        hub = new HubFixture(
                folder,
                Map.of("enquiry", Map.of("*", List.of("lcs", "lafse"))),
                HubFixture.MAPPINGS,
                new SyncSettings(100, 2, 10_000),
                true);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** @param enquiries key, forename and regional number of each */
    static String lcs(String... enquiries) {
        return "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\n" + String.join("\n", enquiries) + "\n";
    }

    /** @param referrals number, forename and time of modification of each */
    static String lafse(String... referrals) {
        return "referral_id,first_name,modified_at\n" + String.join("\n", referrals) + "\n";
    }

    private List<String> entitiesOf(String... keys) {
        return hub.query(
                "select distinct entity_id from hub.contribution where key in ('" + String.join("', '", keys) + "')");
    }

    @Test
    void theRegionalReferralFirstAndTheCaseSystemsEnquiryAfterItAreOneEnquiry() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        DeliveryOutcome second = hub.deliver(LCS, lcs("E1,Adeline,R1"));

        assertThat(second.books().added()).isEqualTo(1);
        assertThat(entitiesOf("R1", "E1")).hasSize(1);
        assertThat(hub.query("select given_name, regional_referral_id, version from fostering.enquiry"))
                .containsExactly("Adeline|R1|2");
    }

    @Test
    void theCaseSystemsEnquiryFirstAndTheRegionalReferralAfterItAreOneEnquiry() {
        hub.deliver(LCS, lcs("E1,Adeline,R1"));
        DeliveryOutcome second = hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));

        assertThat(second.books().added()).isEqualTo(1);
        assertThat(entitiesOf("R1", "E1")).hasSize(1);
        assertThat(hub.query(LIVING)).containsExactly("Adeline|1");
    }

    @Test
    void recordsOfOneDeliveryWithTheSameOtherNameAreOne() {
        hub.deliver(LCS, lcs("E1,Ada,R1", "E2,Bea,R1", "E3,Cleo,", "E4,Dora,R4"));

        assertThat(entitiesOf("E1", "E2", "R1")).hasSize(1);
        assertThat(hub.query("select count(*) from fostering.enquiry")).containsExactly("3");
    }

    @Test
    void writersThatTakeTheSameOtherNameAtOnceMakeOneEntityOfIt() {
        String rows = IntStream.range(0, 1200)
                .mapToObj(i -> "E" + i + ",Ada,R" + i % 150)
                .collect(Collectors.joining("\n"));

        DeliveryOutcome outcome = hub.deliver(LCS, lcs(rows));

        assertThat(outcome.books().added()).isEqualTo(1200);
        assertThat(hub.one("select count(*) from fostering.enquiry")).isEqualTo("150");
        assertThat(hub.one("select count(distinct entity_id) from hub.contribution"))
                .isEqualTo("150");
    }

    @Test
    void feedsThatTellOfTheSameEnquiriesAtOnceMakeOneEntityOfEach() throws Exception {
        String enquiries =
                IntStream.range(0, 600).mapToObj(i -> "E" + i + ",Ada,R" + i).collect(Collectors.joining("\n"));
        String referrals = IntStream.range(0, 600)
                .mapToObj(i -> "R" + (599 - i) + ",Ada,2026-01-01T10:00:00Z")
                .collect(Collectors.joining("\n"));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            run.begin(LCS);
            run.begin(LAFSE);
            List<Callable<DeliveryOutcome>> deliveries = List.of(
                    () -> take(run, LCS, "lcs.csv", lcs(enquiries)),
                    () -> take(run, LAFSE, "lafse.csv", lafse(referrals)));
            List<DeliveryOutcome> outcomes = new ArrayList<>();
            for (Future<DeliveryOutcome> delivery : both.invokeAll(deliveries)) {
                outcomes.add(delivery.get());
            }
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.books().added()).isEqualTo(600));
        } finally {
            both.shutdownNow();
        }
        assertThat(hub.one("select count(*) from fostering.enquiry where ended_at is null"))
                .isEqualTo("600");
        assertThat(hub.one("select count(*) from (select entity_id from hub.contribution where state = 'a'"
                        + " group by 1 having count(*) = 2) both_said"))
                .isEqualTo("600");
    }

    private DeliveryOutcome take(Run run, FeedSettings feed, String name, String content) {
        return hub.take(run, feed, name, content.getBytes(StandardCharsets.UTF_8), Optional.empty(), Progress.SILENT);
    }

    @Test
    void twoEnquiriesThatTurnOutToBeOneBecomeTheOlderOne() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Adeline,", "E2,Bea,"));
        String older = hub.one("select id from fostering.enquiry where given_name = 'Ada'");
        String younger = hub.one("select id from fostering.enquiry where given_name = 'Adeline'");

        hub.deliver(LCS, lcs("E1,Adeline,R1", "E2,Bea,"));

        assertThat(entitiesOf("R1", "E1")).containsExactly(older);
        assertThat(hub.query(LIVING)).containsExactly("Adeline|2", "Bea|1");
        assertThat(hub.query("select version, ended_at is not null from fostering.enquiry where id = " + younger))
                .containsExactly("2|t");
        assertThat(hub.query("select entity_id, kind, cause from hub.change where version = 2 order by kind"))
                .containsExactly(older + "|changed|lcs:E1", younger + "|ended|lcs:E1");
        assertThat(hub.query("select old_entity, new_entity, record_type, why from hub.redirect"))
                .containsExactly(younger + "|" + older + "|enquiry|record E1 is known by both names");
    }

    @Test
    void whatRefersToAnEnquiryThatBecameAnotherRefersToThatOne() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Ada,"));
        hub.deliver(ASSESSMENTS, "ASSESSMENT_ID,ENQUIRY_ID\nA1,E1\n");
        String older = hub.one("select entity_id from hub.contribution where key = 'R1'");

        hub.deliver(LCS, lcs("E1,Ada,R1"));

        assertThat(hub.query("select enquiry, version from fostering.assessment"))
                .containsExactly(older + "|2");
        assertThat(hub.query("select kind, cause from hub.change where record_type = 'assessment' and version = 2"))
                .containsExactly("changed|lcs:E1");
    }

    @Test
    void aNameGivenToTheWrongEnquiryAndTakenBackLetsThemPartAgain() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z", "R2,Bea,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Beatrice,R1"));
        hub.deliver(ASSESSMENTS, "ASSESSMENT_ID,ENQUIRY_ID\nA1,E1\n");

        hub.deliver(LCS, lcs("E1,Beatrice,R2"));

        assertThat(entitiesOf("E1", "R2")).hasSize(1);
        assertThat(entitiesOf("E1", "R1")).hasSize(2);
        assertThat(hub.query(LIVING)).containsExactly("Ada|3", "Beatrice|2");
        assertThat(hub.query("select enquiry from fostering.assessment")).isEqualTo(entitiesOf("E1"));
    }

    @Test
    void aNameThatNobodyCameUnderAndIsTakenBackIsFreeForItsRecord() {
        hub.deliver(LCS, lcs("E1,Ada,R9"));
        hub.deliver(LCS, lcs("E1,Ada,"));
        hub.deliver(LAFSE, lafse("R9,Gina,2026-01-01T10:00:00Z"));

        assertThat(entitiesOf("E1", "R9")).hasSize(2);
        assertThat(hub.query(LIVING)).containsExactly("Ada|2", "Gina|1");
    }

    private void theHubKnows(String entity) {
        hub.onStore().inTransaction(connection -> {
            HubKeys.know(connection, HubKeys.HUB, "enquiry", "hub-checks", List.of(Long.valueOf(entity)));
            return null;
        });
    }

    private List<String> entitiesByTheHubsKeys() {
        return hub.query("select c.key, c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id"
                + " where s.keyspace = 'hub' order by c.key::bigint");
    }

    @Test
    void theHubsOwnKeyOfAnEnquiryStaysWithItWhateverFallsOff() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z", "R2,Bea,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Beatrice,R1"));
        String entity = entitiesOf("R1", "E1").get(0);
        theHubKnows(entity);

        hub.deliver(LCS, lcs("E1,Beatrice,R2"));

        assertThat(entitiesOf("R1")).containsExactly(entity);
        assertThat(entitiesByTheHubsKeys()).containsExactly(entity + "|" + entity);
        assertThat(hub.query("select count(distinct entity_id) from hub.contribution"))
                .containsExactly("2");
    }

    @Test
    void theHubsOwnKeyOfAnEnquiryThatBecameAnotherStaysWithThatOneWhateverFallsOff() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Adeline,", "E2,Bea,"));
        String older = entitiesOf("R1").get(0);
        String younger = entitiesOf("E1").get(0);
        theHubKnows(younger);
        hub.deliver(LCS, lcs("E1,Adeline,R1", "E2,Bea,"));
        assertThat(entitiesByTheHubsKeys()).containsExactly(younger + "|" + older);

        hub.deliver(LCS, lcs("E1,Adeline,", "E2,Bea,"));

        assertThat(entitiesOf("R1")).containsExactly(older);
        assertThat(entitiesByTheHubsKeys()).containsExactly(younger + "|" + older);
        assertThat(hub.query("select count(distinct entity_id) from hub.contribution"))
                .containsExactly("3");
    }

    /** @param enquiry number, forename and regional number */
    private static String website(String enquiry) {
        return "enquiry_id,first_name,regional_referral_id,enquired_at\n" + enquiry + ",2026-01-01T10:00:00Z\n";
    }

    /** The website gives Ann's enquiry the number of Bob's, after which LCS and MOSAIC have it, and Bob's comes. */
    private long annsEnquiryWithBobsNumber() {
        hub.deliver(WEBSITE, website("W1,Ann,R1"));
        long entity = Long.parseLong(entitiesOf("W1").get(0));
        hub.taken("lcs", "enquiry", entity, "K1");
        hub.taken("mosaic", "enquiry", entity, "K2");
        hub.deliver(LAFSE, lafse("R1,Bob,2026-01-02T10:00:00Z"));
        assertThat(entitiesOf("W1", "R1", "K1", "K2")).containsExactly(String.valueOf(entity));
        return entity;
    }

    @Test
    void whatTargetsHaveStaysTheRecordsForWhichTheyMadeItWhoeverTakesBackTheName() {
        long anns = annsEnquiryWithBobsNumber();

        hub.deliver(WEBSITE, website("W1,Ann,R2"));

        assertThat(entitiesOf("W1", "R2", "K1", "K2")).containsExactly(String.valueOf(anns));
        assertThat(entitiesOf("R1")).doesNotContain(String.valueOf(anns));
        assertThat(hub.query(LIVING)).containsExactly("Ann|3", "Bob|1");
    }

    @Test
    void theNextRecordUnderANameThatPartedIsToldFromTheOneThatGaveItAway() {
        annsEnquiryWithBobsNumber();
        hub.deliver(WEBSITE, website("W1,Ann,R2"));
        long bobs = Long.parseLong(entitiesOf("R1").get(0));
        hub.taken("lcs", "enquiry", bobs, "K3");
        hub.deliver(WEBSITE, website("W3,Cy,R1"));

        hub.deliver(WEBSITE, website("W3,Cy,"));

        assertThat(entitiesOf("R1", "K3")).containsExactly(String.valueOf(bobs));
        assertThat(entitiesOf("W3")).doesNotContain(String.valueOf(bobs));
    }

    @Test
    void whatATargetHasStaysWhereANameIsTakenBackThatNobodyCameUnder() {
        hub.deliver(WEBSITE, website("W1,Ann,R1"));
        List<String> anns = entitiesOf("W1");
        hub.taken("lcs", "enquiry", Long.parseLong(anns.get(0)), "K1");
        hub.execute("delete from hub.change");

        hub.deliver(WEBSITE, website("W1,Ann,R2"));

        assertThat(entitiesOf("W1", "R2", "K1")).isEqualTo(anns);
    }

    @Test
    void whereNobodyKnowsForWhomATargetMadeARecordNobodysChangesGoThere() {
        long anns = annsEnquiryWithBobsNumber();
        hub.execute("delete from hub.change");

        hub.deliver(WEBSITE, website("W1,Ann,R2"));

        assertThat(entitiesOf("K1", "K2")).containsExactly(String.valueOf(anns));
        assertThat(entitiesOf("W1", "R1")).hasSize(2).doesNotContain(String.valueOf(anns));
        assertThat(hub.query("select given_name from fostering.enquiry where ended_at is null order by 1"))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void anEnquiryThatIsGoneFromTheCaseSystemLivesOnAsTheReferral() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Adeline,R1", "E2,Bea,", "E3,Cleo,"));
        hub.deliver(LCS, lcs("E2,Bea,", "E3,Cleo,"));

        assertThat(hub.query(LIVING)).containsExactly("Ada|3", "Bea|1", "Cleo|1");
    }

    @Test
    void aDryRunOfRecordsThatWouldBecomeOneWritesNothing() {
        hub.deliver(LAFSE, lafse("R1,Ada,2026-01-01T10:00:00Z"));
        hub.deliver(LCS, lcs("E1,Ada,", "E2,Bea,"));
        List<String> before = hub.store();

        try (Run rehearsal = hub.hub.runs().lead("command", true).orElseThrow()) {
            DeliveryOutcome outcome = take(rehearsal, LCS, "dry.csv", lcs("E1,Ada,R1", "E2,Bea,"));
            assertThat(outcome.books().changed()).isEqualTo(1);
        }

        assertThat(hub.store()).isEqualTo(before);
        assertThat(hub.query("select * from hub.redirect")).isEmpty();
    }
}
