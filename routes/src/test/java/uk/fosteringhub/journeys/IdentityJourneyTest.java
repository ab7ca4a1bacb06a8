package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.routes.api.ServedHub;
import uk.fosteringhub.testing.KafkaServer;

/**
 * Records of five systems come in and are compared; people say who is the same person, find out why records are one, take
 * them apart, and measure the rules.
 */
@Tag("servers")
class IdentityJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REASON = "Both were seen in the paper file";

    @TempDir
    private static Path temp;

    private static KafkaServer kafka;
    private static ServedHub hub;
    private static Browser browser;
    private static String nickname;
    private static String twins;
    private static String namesakes;
    private static String children;
    private static String moreChildren;
    private static String restricted;
    private static String fought;
    private static String parted;
    private static String enquiry;
    private static PairsAtTheHub pairs;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        Path charms = Files.createDirectories(temp.resolve("charms"));
        Path mosaic = Files.createDirectories(temp.resolve("mosaic"));
        Path website = Files.createDirectories(temp.resolve("website"));
        Path dbs = Files.createDirectories(temp.resolve("dbs"));
        LocalDate child = LocalDate.now().minusYears(8);
        Files.writeString(lcs.resolve("DIM_PERSON.csv"), """
                DIM_PERSON_ID,TITLE,FORENAME,SURNAME,BIRTH_DTTM,GENDER_MAIN_CODE,MOBILE_TELEPHONE,EMAIL
                100001,Mrs,Margaret,Thornley,1971-03-14,F,07700 900111,m.thornley@example.org
                100002,,Sara,Ashdown,1990-07-21,F,07700 900112,
                100003,,John,Pikestaff,1965-01-02,M,,
                100004,,Grace,Fenwick,1979-11-30,F,07700 900114,grace@example.org
                100005,,Grace,Fenwick,1979-11-30,F,07700 900114,
                100006,,Rosalind,Quillfeather,1988-02-02,F,,
                100010,,Tilly,Marsh,%1$s,F,,
                100011,,Matilda,Marsh,%1$s,F,,
                100012,,Ted,Brook,%1$s,M,,
                100013,,Edward,Brook,%1$s,M,,
                100020,,Ivy,Larch,1950-05-05,F,,
                100021,,Ivy,Larch,1950-05-05,F,,
                100030,,Hazel,Pinder,1961-06-06,F,07700 900130,
                100031,,Hazel,Pinder,1961-06-06,F,07700 900130,
                100040,,Wilfred,Oakenshaw,1958-08-18,M,,
                100050,,Nora,Merriweather,1985-09-19,F,07700 900150,nora.m@example.org
                100060,,Oswald,Tarrant,1977-10-20,M,,
                """.formatted(child));
        Files.writeString(lcs.resolve("DIM_PERSON_ADDRESS.csv"), """
                DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,ADDSS_TYPE_CODE,HOUSE_NO,STREET,TOWN,POSTCODE,START_DTTM
                1,100001,HOME,12,Millrace Lane,Newtown,RG1 1AA,2015-01-01
                2,100050,HOME,7,Cooper's Yard,Newtown,RG1 2BB,2015-01-01
                3,100060,HOME,7,Cooper's Yard,Newtown,RG1 2BB,2019-01-01
                """);
        Files.writeString(charms.resolve("charms-carers.csv"), """
                Foster Parent ID,LCS Number,First Name,Surname,Date of Birth,Gender,Email,Mobile Phone,Status,Role
                FP-11,,Maggie,Thornley,14/03/1971,F,maggie@example.org,07700 900199,Approved,Foster Carer
                FP-12,,Sarah,Ashdown,21/07/1990,F,,07700 900112,Resigned,Foster Carer
                FP-13,,John,Pikestaff,02/01/1965,M,,,Resigned,Foster Carer
                FP-14,100004,Grace,Fenwick,30/11/1979,F,,07700 900114,Approved,Foster Carer
                """);
        Files.writeString(mosaic.resolve("DM_PERSONS.csv"), """
                PERSON_ID,FIRST_NAME,LAST_NAME,DATE_OF_BIRTH,GENDER,RESTRICTED
                800006,Rosalind,Quillfeather,1988-02-02,F,Y
                800040,Wilfred,Oakenshaw,1958-08-18,M,N
                """);
        Files.writeString(website.resolve("website-enquiries.csv"), """
                enquiry_id,enquired_at,first_name,last_name,email,phone
                W-000050,2026-03-06T01:49:07Z,Nora,Merriweather,nora.m@example.org,
                """);
        Files.writeString(dbs.resolve("eBulkResults-R1.xml"), """
                <eBulkResults xmlns="urn:example:e-bulk" batch="R1"><Sent>2026-03-06</Sent><Result>
                <ApplicationReference>F0012345679</ApplicationReference>
                <Applicant><Forename>OSWALD</Forename><Surname>TARRANT</Surname><DateOfBirth>1977-10-20</DateOfBirth>
                </Applicant><Disclosure><Number>001234567891</Number><IssueDate>2026-03-05</IssueDate>
                <Result>Please wait to view applicant certificate</Result></Disclosure></Result></eBulkResults>
                """);
        kafka = KafkaServer.start();
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.kafka.bootstrap-servers", kafka.bootstrapServers(),
                        "hub.systems.lcs.location", "file:" + lcs,
                        "hub.systems.charms.location", "file:" + charms,
                        "hub.systems.mosaic.location", "file:" + mosaic,
                        "hub.systems.website.location", "file:" + website,
                        "hub.systems.dbs.location", "file:" + dbs));
        PeopleAtTheHub.letIn(hub);
        new ConsoleUsers(new Database(hub.dataSource()))
                .add(
                        "test",
                        "second.governance",
                        "Second",
                        "{noop}" + PeopleAtTheHub.PASSWORD,
                        Set.of(Role.GOVERNANCE),
                        false);
        hub.run("\"lcs-persons\",\"lcs-addresses\",\"charms-carers\",\"mosaic-persons-csv\",\"website-enquiries\","
                + "\"dbs-ebulk-results\"");
        whatTheRulesFound();
    }

    private static void whatTheRulesFound() {
        pairs = new PairsAtTheHub(hub);
        nickname = pairs.toReview("lcs:100001", "charms:FP-11");
        twins = pairs.toReview("lcs:100002", "charms:FP-12");
        namesakes = pairs.toReview("lcs:100003", "charms:FP-13");
        children = pairs.toReview("lcs:100010", "lcs:100011");
        moreChildren = pairs.toReview("lcs:100012", "lcs:100013");
        restricted = pairs.toReview("lcs:100006", "mosaic:800006");
        fought = pairs.toReview("lcs:100020", "lcs:100021");
        parted = pairs.toReview("lcs:100040", "mosaic:800040");
        enquiry = pairs.toReview("website:W-000050", "lcs:100050");
        pairs.toReview("dbs:F0012345679", "lcs:100060");
        String linked = pairs.linked("lcs:100030", "lcs:100031");
        // A month's sample is drawn once it is over, and once only, when somebody first looks.
        hub.execute(
                "insert into hub.identity_decision (pair_id, verdict, step, by_person, actor, reason, weight, judgement,"
                        + " model, one_entity, other_entity, at) select id, 'same', 'alone', false, 'hub', 'automatic', weight,"
                        + " judgement, model, 1, 2, (date_trunc('month', now() at time zone 'Europe/London') - interval '10 days')"
                        + " at time zone 'Europe/London' from hub.identity_pair where id = "
                        + linked);
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void pairsAreReviewedOneAfterTheOtherMaskedUntilAReasonIsGiven() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/");
        assertThat(main(page)).containsText("of records wait for somebody to say whether they are one");
        Browser.assertAccessible(page);
        page.navigate("/identity?system=charms");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(page.locator("tbody tr").first()).containsText("an approved carer");
        assertThat(main(page)).not().containsText("Thornley");
        Browser.assertAccessible(page);

        main(page).getByText("Review the first").click();
        assertThat(page).hasURL(Pattern.compile(".*/identity/pairs/" + nickname + "\\?system=charms"));
        assertThat(page.locator("h1")).hasText("Are these one person?");
        assertThat(main(page)).containsText("first name said in a short form, same last name");
        assertThat(main(page)).containsText("phone numbers differ");
        assertThat(main(page)).containsText("nothing but name and date of birth agrees");
        assertThat(main(page)).not().containsText("Thornley");
        Browser.assertAccessible(page);
        reveal(page);
        page.reload();
        assertThat(main(page)).containsText("Mrs Margaret Thornley");
        assertThat(main(page)).containsText("Maggie Thornley");
        assertThat(main(page)).containsText("12, Millrace Lane, Newtown, RG1 1AA");
        Browser.assertAccessible(page);

        decide(page, "Same person");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Pair " + nickname + ": decided, the same.");
        assertThat(pairs.person("lcs:100001")).isEqualTo(pairs.person("charms:FP-11"));
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("They are person " + pairs.person("lcs:100001") + " now.");
        String before = nickname;
        for (int i = 0; i < 2; i++) {
            assertThat(page.locator(".govuk-caption-l")).not().hasText("Pair " + before);
            String caption = page.locator(".govuk-caption-l").textContent();
            before = caption.substring("Pair ".length());
            decide(page, before.equals(twins) ? "Different persons" : "Unsure");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText(caption + ":");
        }
        page.navigate("/identity?system=charms&show=unsure");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.navigate("/identity/pairs/" + twins);
        assertThat(main(page)).containsText("This pair is decided.");
        assertThat(main(page)).containsText(REASON);
        Browser.assertAccessible(page);

        page.navigate("/identity/pairs/" + nickname);
        main(page).getByText("Take this decision back").click();
        assertThat(main(page)).containsText("they part again, as below");
        assertThat(main(page)).containsText("What would become of it");
        assertThat(main(page)).containsText("Who has seen them as one");
        Browser.assertAccessible(page);
        page.getByLabel("Why is it taken back?").fill("It was the wrong paper file");
        page.getByRole(AriaRole.BUTTON, button("Take it back")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("are apart now");
        assertThat(pairs.person("lcs:100001")).isNotEqualTo(pairs.person("charms:FP-11"));
        browser.assertNoMistakes();
    }

    @Test
    void theReviewWorksOnANarrowScreenWithoutScripts() {
        Page page = signedIn("operations", 320, false);
        page.navigate("/identity?touches=child");
        assertThat(page.locator("tbody tr")).hasCount(2);
        main(page).getByText("Review the first").click();
        assertThat(page.locator(".govuk-caption-l")).hasText("Pair " + children);
        decide(page, "Different persons");
        assertThat(page.locator(".govuk-caption-l")).hasText("Pair " + moreChildren);
        decide(page, "Same person");
        assertThat(main(page)).containsText("decided, the same.");
        assertThat(main(page)).containsText("No pair waits.");
        Page narrow = signedIn("operations", 320, true);
        for (String path : List.of("/identity", "/identity/pairs/" + children, "/identity/samples")) {
            narrow.navigate(path);
            Browser.assertAccessible(narrow);
        }
    }

    @Test
    void aDecisionIsTakenByTheKeyboardAlone() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/identity/pairs/" + fought);
        page.getByLabel("Why?").focus();
        page.keyboard().type("They cannot be told from here");
        for (int tabs = 0; tabs < 3; tabs++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.getByRole(AriaRole.BUTTON, button("Unsure"))).isFocused();
        Page other = signedIn("operations", 1280, true);
        other.navigate("/identity/pairs/" + fought);
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("unsure");

        // Somebody else still has the page from before.
        decide(other, "Same person");
        assertThat(main(other)).containsText("Somebody else has decided about this pair meanwhile");
        assertThat(other.getByLabel("Why?")).hasValue(REASON);
        assertThat(main(other)).containsText("Unsure");
        Browser.assertAccessible(other);
        browser.assertNoMistakes();
    }

    @Test
    void twoPeopleMustAgreeOnARestrictedPersonAndOthersDoNotKnowOfIt() {
        Page operations = signedIn("operations", 1280, true);
        operations.navigate("/identity");
        assertThat(main(operations)).not().containsText("800006");
        assertThat(operations.navigate("/identity/pairs/" + restricted).status())
                .isEqualTo(404);

        Page first = signedIn("governance", 1280, true);
        first.navigate("/identity/pairs/" + restricted);
        assertThat(main(first)).containsText("Two people have to agree on this pair: it concerns a restricted person.");
        Browser.assertAccessible(first);
        decide(first, "Same person");
        assertThat(first.getByRole(AriaRole.ALERT)).containsText("a second person has to agree");
        first.navigate("/identity/pairs/" + restricted);
        assertThat(main(first)).containsText("another person must look at it now");
        assertThat(first.getByRole(AriaRole.BUTTON, button("Same person"))).hasCount(0);

        Page second = signedIn("second.governance", 1280, true);
        second.navigate("/identity?show=second");
        assertThat(main(second)).containsText("waits for a second person, after governance");
        second.locator("tbody th a").first().click();
        assertThat(main(second)).containsText("governance decided first");
        assertThat(main(second)).not().containsText(REASON);
        Browser.assertAccessible(second);
        decide(second, "Same person");
        assertThat(second.getByRole(AriaRole.ALERT)).containsText("decided, the same.");
        assertThat(pairs.person("lcs:100006")).isEqualTo(pairs.person("mosaic:800006"));
    }

    @Test
    void whyRecordsAreOneIsToldAndTheyAreTakenApartAfterALookAtBothSides() {
        long grace = pairs.person("lcs:100005");
        Page recruitment = signedIn("recruitment", 1280, true);
        recruitment.navigate("/records/person/" + grace);
        main(recruitment).getByText("Why are these one?").click();
        assertThat(main(recruitment)).containsText("It is made of 3 source records.");
        assertThat(main(recruitment)).containsText("charms:FP-14 says that it is lcs:100004");
        assertThat(main(recruitment)).containsText("the rules");
        assertThat(main(recruitment).getByText("Take it apart")).hasCount(0);
        Browser.assertAccessible(recruitment);
        assertThat(recruitment.navigate("/identity").status()).isEqualTo(403);

        Page page = signedIn("operations", 1280, true);
        page.navigate("/records/person/" + grace);
        reveal(page);
        page.navigate("/records/person/" + grace + "/why");
        main(page).getByText("Take it apart").click();
        Browser.assertAccessible(page);
        main(page).getByText("Look at both sides").click();
        assertThat(main(page)).containsText("Mark at least one record");
        page.getByLabel("lcs:100005 is another person").check();
        main(page).getByText("Look at both sides").click();
        assertThat(main(page)).containsText("What would become of it");
        assertThat(main(page)).containsText("Keeps the number, person " + grace);
        assertThat(main(page)).containsText("Who has seen them as one");
        assertThat(main(page).locator("[aria-label='Who has seen them as one']"))
                .containsText("operations");
        Browser.assertAccessible(page);
        page.getByLabel("Why?").fill(REASON);
        page.getByRole(AriaRole.BUTTON, button("Take apart")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("are apart now");
        assertThat(main(page)).containsText("What was taken apart");
        assertThat(main(page)).containsText(REASON);
        Browser.assertAccessible(page);
        assertThat(pairs.person("lcs:100005")).isNotEqualTo(pairs.person("lcs:100004"));

        main(page).getByText("lcs:100004 and lcs:100005").first().click();
        main(page).getByText("Take this decision back").click();
        assertThat(main(page)).containsText("operations decided on");
        Browser.assertAccessible(page);
        page.getByLabel("Why is it taken back?").fill(REASON);
        page.getByRole(AriaRole.BUTTON, button("Take it back")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("the pair waits for review");
        Browser.assertAccessible(page);
        browser.assertNoMistakes();
    }

    @Test
    void automaticLinksAreJudgedBlindAndTheMeasuredPrecisionStandsOnThePage() {
        Page page = signedIn("governance", 1280, true);
        page.navigate("/identity");
        main(page).getByText("Blind samples").click();
        assertThat(main(page)).containsText("not measured yet");
        Browser.assertAccessible(page);
        page.locator("tbody th a").first().click();
        assertThat(main(page)).containsText("0 of 1 are judged.");
        assertThat(main(page)).not().containsText("Bits");
        Browser.assertAccessible(page);
        page.getByRole(AriaRole.BUTTON, button("Different persons")).click();
        assertThat(main(page)).containsText("Say why they are different");
        page.getByRole(AriaRole.BUTTON, button("Same person")).click();
        assertThat(main(page)).containsText("Measured precision: 100.0% (95% interval 20.7% to 100.0%)");
        Browser.assertAccessible(page);
    }

    @Test
    void whoeverSaidSameSeesTheOneRecordAndWhyAndTakesItApartAgain() throws Exception {
        hub.stopTimers();
        long before = changes();
        Page page = signedIn("operations", 1280, true);
        page.navigate("/identity/pairs/" + parted + "?system=mosaic");
        decide(page, "Same person");
        assertHandedOn(before);
        assertThat(main(page)).containsText("Pair " + parted + ": decided, the same. They are person");
        long one = pairs.person("lcs:100040");
        assertThat(pairs.person("mosaic:800040")).isEqualTo(one);
        page.navigate("/records/person/" + one + "/why");
        assertThat(main(page)).containsText("It is made of 2 source records.");
        assertThat(main(page)).containsText(REASON);
        assertThat(main(page)).containsText("decided by a person");

        main(page).getByText("Take it apart").click();
        page.getByLabel("mosaic:800040 is another person").check();
        main(page).getByText("Look at both sides").click();
        assertThat(main(page)).containsText("One of two equal parts");
        // A reason of blanks passes the browser, not the hub; what was marked is not lost by it.
        page.getByLabel("Why?").fill("   ");
        page.getByRole(AriaRole.BUTTON, button("Take apart")).click();
        assertThat(main(page)).containsText("Say why, in up to 500 characters");
        assertThat(page.getByLabel("mosaic:800040 is another person")).isChecked();
        page.getByLabel("Why?").fill(REASON);
        before = changes();
        page.getByRole(AriaRole.BUTTON, button("Take apart")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("are apart now");
        assertHandedOn(before);
        assertThat(main(page)).containsText("What was taken apart");
        assertThat(pairs.person("mosaic:800040")).isNotEqualTo(pairs.person("lcs:100040"));
        page.navigate("/identity/pairs/" + parted);
        assertThat(main(page)).containsText("This pair is decided.");
        browser.assertNoMistakes();
    }

    @Test
    void whoseAnEnquiryAndACheckIsIsAskedToo() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/identity?type=check");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("check and person");
        main(page).getByText("Review the first").click();
        assertThat(page.locator("h1")).hasText("Is this check this person's?");
        assertThat(main(page)).containsText("nothing but name and date of birth agrees");
        assertThat(main(page)).not().containsText("Tarrant");
        Browser.assertAccessible(page);
        decide(page, "Same person");
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("belongs to person " + pairs.person("lcs:100060") + " now.");
        assertThat(hub.query("select person from fostering.check"))
                .containsExactly(String.valueOf(pairs.person("lcs:100060")));

        page.navigate("/identity/pairs/" + enquiry);
        assertThat(page.locator("h1")).hasText("Is this enquiry this person's?");
        assertThat(main(page)).containsText("same e-mail address");
        assertThat(main(page)).containsText("without a date of birth");
        decide(page, "Another person");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Pair " + enquiry + ": decided, different.");
        assertThat(hub.query("select person is null from fostering.enquiry")).containsExactly("t");
    }

    @Test
    void whoLivesWithAPersonStandsOnTheirPage() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/records/person/" + pairs.person("lcs:100050"));
        assertThat(main(page)).containsText("Lives with");
        assertThat(main(page)).containsText("(person " + pairs.person("lcs:100060") + "): same address");
        assertThat(main(page)).not().containsText("Tarrant");
        Browser.assertAccessible(page);
    }

    private static long changes() {
        return Long.parseLong(hub.query("select count(*) from hub.change").get(0));
    }

    /** What somebody has just decided goes on its way without waiting for anything else. */
    private static void assertHandedOn(long before) {
        assertThat(changes()).isGreaterThan(before);
        Awaitility.await().atMost(PATIENCE).until(() -> hub.query("select count(*) from hub.outgoing")
                .equals(List.of("0")));
    }

    private static void decide(Page page, String answer) {
        page.getByLabel("Why?").fill(REASON);
        page.getByRole(AriaRole.BUTTON, button(answer)).click();
    }

    private static void reveal(Page page) {
        page.locator("summary").getByText("Show it").click();
        page.getByLabel("Why do you need to see it?").fill("To see whether they are one person");
        page.getByText("Show personal data").click();
        assertThat(main(page)).containsText("Personal data is shown to you until");
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator main(Page page) {
        return page.locator("main");
    }

    private static Page signedIn(String name, int width, boolean javaScript) {
        Page page = browser.window(hub.address(), width, javaScript);
        Browser.signIn(page, name, PeopleAtTheHub.PASSWORD);
        return page;
    }
}
