package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.store.GoldenExport;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.world.Draw;

/** From MOSAIC, pulled or dropped, to the store; and back into MOSAIC. */
@Tag("servers")
class MosaicJourneyTest {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final List<String> TABLES = List.of(
            "persons", "addresses", "phones", "workers", "allocations", "visits", "workflow-steps", "short-breaks");
    private static final long PERSONS = 300;
    private static final int ENQUIRER_IN_MOSAIC = 1;
    private static final int NEW_ENQUIRER = 50;
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    private Path temp;

    private JourneyHub journey;
    private MosaicSimulator mosaic;

    @BeforeEach
    void start() throws IOException {
        journey = new JourneyHub(temp.resolve("data"));
        mosaic = MosaicSimulator.start("key", 25);
        journey.settings.put("hub.systems.mosaic.api-key", "key");
    }

    @AfterEach
    void stop() {
        mosaic.close();
        journey.close();
    }

    @Test
    void everyTableIsPulledPageByPageAndTheSameAgainChangesNothing() throws Exception {
        journey.settings.put("hub.systems.mosaic.location", mosaic.location());
        loadAll();
        RunResult first = sync();
        assertThat(first.verdict()).as("%s", first).isEqualTo(Verdict.GREEN);
        for (String table : TABLES) {
            assertThat(feed(first, "mosaic-" + table).books().added())
                    .as(table)
                    .isEqualTo(FILES.rowsFor("mosaic-" + table + "-csv", PERSONS));
        }
        assertThat(query("select count(*) from fostering.phone where confidential"
                        + " and kind = 'EX_DIRECTORY' or not confidential and kind <> 'EX_DIRECTORY'"))
                .containsExactly(Long.toString(FILES.rowsFor("mosaic-phones-csv", PERSONS)));
        assertThat(query("select count(*) from fostering.address where one_line in ('NOT FOUND', 'UNKNOWN',"
                        + " 'NO FIXED ABODE') or ended_on > date '2100-01-01'"))
                .containsExactly("0");
        assertThat(query("select distinct role from fostering.allocation"))
                .containsExactly("SUPERVISING_SOCIAL_WORKER");
        assertThat(query("select count(*) from fostering.workflow_step s join fostering.person p on p.id = s.person"
                        + " where s.kind = 'MANAGER_AUTHORISATION' and s.previous_step is not null"
                        + " and s.authorised_by is not null"))
                .containsExactly(Long.toString(FILES.rowsFor("mosaic-workflow-steps-csv", PERSONS) / 3));
        RunResult again = sync();
        assertThat(again.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(again.feeds()).allSatisfy(feed -> {
            assertThat(feed.books().added() + feed.books().changed())
                    .as(feed.feed())
                    .isZero();
            assertThat(feed.books().ended()).as(feed.feed()).isZero();
        });
    }

    @Test
    void aListingThatBreaksOffEndsNobodyAndTheNextNightEndsWhoIsGone() throws Exception {
        journey.settings.put("hub.systems.mosaic.location", mosaic.location());
        loadAll();
        sync("mosaic-persons");
        String gone = mosaic.records("residents").get(40).get("PERSON_ID");
        mosaic.remove("residents", gone);
        mosaic.faults().next(1, new Fault.Slow(java.time.Duration.ZERO)).next(1, new Fault.BrokenJson());
        RunResult brokenOff = sync("mosaic-persons");
        assertThat(brokenOff.verdict()).isEqualTo(Verdict.RED);
        assertThat(query("select count(*) from fostering.person where ended_at is not null"))
                .containsExactly("0");
        RunResult whole = sync("mosaic-persons");
        assertThat(feed(whole, "mosaic-persons").books().ended()).isEqualTo(1);
        assertThat(query("select count(*) from fostering.person where ended_at is not null"))
                .containsExactly("1");
    }

    @Test
    void aBadRecordFailsAloneAndWhatIsRestrictedStaysSo() throws Exception {
        journey.settings.put("hub.systems.mosaic.location", mosaic.location());
        mosaic.put("residents", resident("1", "Grey", "Y"));
        mosaic.put("residents", resident("2", "Moss", "N"));
        mosaic.put("residents", resident("3", "Wrong", "perhaps"));
        mosaic.put("addresses", address("1"));
        mosaic.put("addresses", address("2"));
        mosaic.put("addresses", address("3"));
        RunResult result = sync("mosaic-persons", "mosaic-addresses");
        assertThat(feed(result, "mosaic-persons").books().failed()).isEqualTo(1);
        assertThat(feed(result, "mosaic-persons").books().added()).isEqualTo(2);
        assertThat(exported(RecordTypes.PERSON, false)).contains("Moss").doesNotContain("Grey");
        assertThat(exported(RecordTypes.ADDRESS, false)).contains("2 Low").doesNotContain("1 Low", "3 Low");
        assertThat(exported(RecordTypes.PERSON, true)).contains("Moss", "Grey");
        assertThat(exported(RecordTypes.ADDRESS, true)).contains("1 Low", "2 Low", "3 Low");
    }

    @Test
    void aListingThatNoLongerSaysWhoIsRestrictedIsRefusedAndEverybodyStaysAsTheyWere() throws Exception {
        greyIsRestrictedAndMossIsNot();
        mosaic.put("residents", Map.of("PERSON_ID", "1", "LAST_NAME", "Grey"));
        mosaic.put("residents", Map.of("PERSON_ID", "2", "LAST_NAME", "Mossy"));

        RunResult refused = sync("mosaic-persons", "mosaic-addresses");

        assertThat(refused.verdict()).isEqualTo(Verdict.RED);
        assertThat(query("select source_key, rule from hub.failure where state = 'open'"))
                .containsExactly("(delivery)|header");
        assertThat(query("select family_name, restricted from fostering.person order by 1"))
                .containsExactly("Grey|t", "Moss|f");
        assertThat(exported(RecordTypes.PERSON, false)).contains("Moss").doesNotContain("Grey");
        assertThat(exported(RecordTypes.ADDRESS, false)).contains("2 Low").doesNotContain("1 Low");
    }

    @Test
    void aRecordThatDoesNotSayWhetherThePersonIsRestrictedFailsAndLiftsNothing() throws Exception {
        greyIsRestrictedAndMossIsNot();
        mosaic.put("residents", Map.of("PERSON_ID", "1", "LAST_NAME", "Grey"));
        mosaic.put("residents", resident("2", "Mossy", "N"));
        mosaic.put("residents", Map.of("PERSON_ID", "4", "LAST_NAME", "Newer"));

        RunResult result = sync("mosaic-persons", "mosaic-addresses");

        assertThat(feed(result, "mosaic-persons").books().failed()).isEqualTo(2);
        assertThat(feed(result, "mosaic-persons").books().ended()).isZero();
        assertThat(query("select source_key, rule from hub.failure where state = 'open' order by 1"))
                .containsExactly("1|missing-member", "4|missing-member");
        assertThat(query("select family_name, restricted from fostering.person order by 1"))
                .containsExactly("Grey|t", "Mossy|f");
        assertThat(exported(RecordTypes.ADDRESS, false)).contains("2 Low").doesNotContain("1 Low");

        mosaic.put("residents", resident("1", "Grey", "N"));
        mosaic.put("residents", resident("4", "Newer", ""));
        assertThat(sync("mosaic-persons").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(query("select family_name, coalesce(restricted, false) from fostering.person order by 1"))
                .as("what the listing says again counts; a member without a value is a no")
                .containsExactly("Grey|f", "Mossy|f", "Newer|f");
    }

    private void greyIsRestrictedAndMossIsNot() throws Exception {
        journey.settings.put("hub.systems.mosaic.location", mosaic.location());
        mosaic.put("residents", resident("1", "Grey", "Y"));
        mosaic.put("residents", resident("2", "Moss", "N"));
        mosaic.put("addresses", address("1"));
        mosaic.put("addresses", address("2"));
        assertThat(sync("mosaic-persons", "mosaic-addresses").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(exported(RecordTypes.ADDRESS, false)).contains("2 Low").doesNotContain("1 Low");
    }

    private static Map<String, String> address(String person) {
        return Map.of(
                "REF_ADDRESSES_PEOPLE_ID",
                person,
                "PERSON_ID",
                person,
                "ADDRESS",
                person + " Low Street",
                "END_DATE",
                "99991231");
    }

    @Test
    void theCsvDropOfTheSameTablesMakesTheSameRecords() throws Exception {
        journey.settings.put("hub.systems.mosaic.location", mosaic.location());
        loadAll();
        sync();
        List<String> pulled = content();
        Path inbox = Files.createDirectories(temp.resolve("inbox"));
        for (String table : TABLES) {
            String feed = "mosaic-" + table + "-csv";
            Files.write(inbox.resolve(FILES.fileName(feed)), csv(feed));
        }
        journey.settings.put("hub.systems.mosaic.location", "file:" + inbox);
        RunResult dropped = sync();
        assertThat(dropped.verdict()).as("%s", dropped).isEqualTo(Verdict.GREEN);
        assertThat(content()).isEqualTo(pulled);
    }

    @Test
    void aSpoiltFileRowFailsAlone() throws Exception {
        Path inbox = Files.createDirectories(temp.resolve("inbox"));
        String header = new String(csv("mosaic-phones-csv"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        String bad = FILES.rowWith(Mistake.IMPOSSIBLE_DATE, "mosaic-phones-csv", 1, 10, 7);
        String unknown = FILES.rowWith(Mistake.UNKNOWN_CODE, "mosaic-phones-csv", 2, 10, 7);
        Files.writeString(inbox.resolve("DM_TELEPHONE_NUMBERS.csv"), header + "\r\n" + bad + "\r\n" + unknown + "\r\n");
        journey.settings.put("hub.systems.mosaic.location", "file:" + inbox);
        RunResult result = sync("mosaic-phones-csv");
        assertThat(feed(result, "mosaic-phones-csv").books().failed()).isEqualTo(1);
        assertThat(query("select kind, confidential from fostering.phone")).containsExactly("QQ9|t");
    }

    @Test
    void anEnquiryOfTheRegionalHubBecomesAResidentAndALaterChangeOfItsSourceReachesIt() throws Exception {
        try (JourneyHub hub = new JourneyHub(temp.resolve("outward"));
                LafseSimulator lafse = LafseSimulator.start("key")) {
            hub.settings.put("hub.systems.lafse.location", lafse.location());
            hub.settings.put("hub.systems.lafse.api-key", "key");
            hub.settings.put("hub.systems.mosaic.location", mosaic.location());
            hub.settings.put("hub.systems.mosaic.api-key", "key");
            loadAll();
            lafse.put(referral(0));
            RunResult first = hub.sync();
            assertThat(JourneyHub.target(first, "mosaic").books())
                    .as("a first load is a baseline")
                    .isEqualTo(TargetBooks.NONE);

            int residents = mosaic.records("residents").size();
            lafse.put(referral(ENQUIRER_IN_MOSAIC));
            lafse.put(referral(NEW_ENQUIRER));
            RunResult second = hub.sync();
            assertThat(JourneyHub.target(second, "mosaic").books()).isEqualTo(new TargetBooks(2, 2, 0, 0, 0, 0));
            assertThat(mosaic.records("residents"))
                    .as("one was found by names and e-mail, one was made")
                    .hasSize(residents + 1);
            Map<String, String> made = residentOf(referral(NEW_ENQUIRER));
            assertThat(made)
                    .containsEntry("LAST_NAME", referral(NEW_ENQUIRER).lastName())
                    .containsEntry("SOURCE", referral(NEW_ENQUIRER).sourceAnswer());
            assertThat(residentOf(referral(ENQUIRER_IN_MOSAIC)))
                    .containsEntry("EMAIL_ADDRESS", referral(ENQUIRER_IN_MOSAIC).email())
                    .containsKey("GENDER");

            lafse.put(referral(NEW_ENQUIRER).answering("Found by a search").at(MONDAY.plusSeconds(7200)));
            RunResult third = hub.sync();
            assertThat(JourneyHub.target(third, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
            assertThat(residentOf(referral(NEW_ENQUIRER)))
                    .containsEntry("SOURCE", "Found by a search")
                    .containsEntry("PERSON_ID", made.get("PERSON_ID"))
                    .containsEntry("POST_CODE", made.get("POST_CODE"));
            assertThat(mosaic.records("residents")).hasSize(residents + 1);
        }
    }

    @Test
    void anEnquirerWhomMosaicMayHaveIsAFailureForAPerson() throws Exception {
        try (JourneyHub hub = new JourneyHub(temp.resolve("outward"));
                LafseSimulator lafse = LafseSimulator.start("key")) {
            hub.settings.put("hub.systems.lafse.location", lafse.location());
            hub.settings.put("hub.systems.lafse.api-key", "key");
            hub.settings.put("hub.systems.mosaic.location", mosaic.location());
            hub.settings.put("hub.systems.mosaic.api-key", "key");
            lafse.put(referral(0));
            hub.sync();
            Referral known = referral(1);
            mosaic.put(
                    "residents",
                    Map.of(
                            "PERSON_ID",
                            "77",
                            "LAST_NAME",
                            known.lastName(),
                            "POST_CODE",
                            known.postcode(),
                            "RESTRICTED",
                            "N"));
            lafse.put(known);
            RunResult second = hub.sync();
            assertThat(JourneyHub.target(second, "mosaic").reasons())
                    .anyMatch(reason -> reason.contains("one record in mosaic may be the same"));
            assertThat(mosaic.records("residents")).hasSize(1);
        }
    }

    private static Referral referral(int number) {
        return Referral.of(new Draw(7), number, 0).at(MONDAY.plusSeconds(60L * number));
    }

    private Map<String, String> residentOf(Referral referral) {
        return mosaic.records("residents").stream()
                .filter(record -> referral.referralId().equals(record.get("REGIONAL_REFERRAL_ID")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> resident(String id, String name, String restricted) {
        return Map.of("PERSON_ID", id, "LAST_NAME", name, "RESTRICTED", restricted);
    }

    private void loadAll() throws IOException {
        for (String table : TABLES) {
            mosaic.load("mosaic-" + table + "-csv", csv("mosaic-" + table + "-csv"));
        }
    }

    private static byte[] csv(String feed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILES.generate(feed, FILES.rowsFor(feed, PERSONS), 7, 0, out);
        return out.toByteArray();
    }

    private RunResult sync(String... feeds) throws Exception {
        return journey.sync(feeds);
    }

    private static FeedResult feed(RunResult result, String name) {
        return JourneyHub.feed(result, name);
    }

    private String exported(RecordType type, boolean restrictedToo) throws Exception {
        try (ConfigurableApplicationContext hub = journey.start(false)) {
            GoldenExport open = hub.getBean(Hub.class).export();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            (restrictedToo ? open.withRestricted() : open).csv(type, out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    /** What the store says, without when. */
    private List<String> content() {
        List<String> content = new ArrayList<>();
        for (String type :
                List.of("person", "address", "phone", "allocation", "visit", "workflow_step", "short_break")) {
            content.addAll(query("select '" + type + "', to_jsonb(g) - 'changed_at' - 'valid_from' from fostering."
                    + type + " g order by g.id"));
        }
        return content;
    }

    private List<String> query(String sql) {
        return journey.query(sql);
    }
}
