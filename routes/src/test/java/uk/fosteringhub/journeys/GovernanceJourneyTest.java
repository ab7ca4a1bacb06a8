package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.api.ServedHub;

/** Information governance finds out who looked at a person, from sign-in to the file they take away. */
@Tag("servers")
class GovernanceJourneyTest {
    private static final String REASON = "=cmd()<script>alert(1)</script> The carer rang";

    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static Browser browser;
    private static String ada;
    private static String bea;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        Path inbox = Files.createDirectories(temp.resolve("inbox"));
        Path mosaic = Files.createDirectories(temp.resolve("mosaic"));
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.systems.lcs.location", "file:" + inbox,
                        "hub.systems.mosaic.location", "file:" + mosaic));
        PeopleAtTheHub.letIn(hub);
        Files.writeString(
                inbox.resolve("DIM_PERSON.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Ada,Grey,1984-03-02\n2,Bea,Hill,1985-03-02\n");
        Files.writeString(
                mosaic.resolve("DM_PERSONS.csv"),
                "PERSON_ID,FIRST_NAME,LAST_NAME,DATE_OF_BIRTH,GENDER,RESTRICTED,NHS_ID\n"
                        + "800001,Cleo,Moor,1986-03-02,F,Y,9990000001\n800002,Dora,Vale,1986-03-02,F,N,9990000457\n");
        hub.run("\"lcs-persons\",\"mosaic-persons-csv\"");
        hub.execute("update fostering.person set restricted = true where given_name = 'Bea'");
        ada = hub.query("select id from fostering.person where given_name = 'Ada'")
                .get(0);
        bea = hub.query("select id from fostering.person where given_name = 'Bea'")
                .get(0);
        somebodyLooksAt(ada);
    }

    /** Somebody of operations has a person's data shown, and says why. */
    private static void somebodyLooksAt(String person) {
        Page page = browser.window(hub.address(), 1280, false);
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        page.navigate("/reveal?subject=person&id=" + person + "&back=/reveal?subject=person%26id=" + person);
        page.getByText("Personal data is masked. Show it").click();
        page.getByLabel("Why do you need to see it?").fill(REASON);
        page.getByText("Show personal data").last().click();
        assertThat(page.locator("main")).containsText("The values are shown to you until");
        assertThat(page.locator("main")).containsText("Your reason stands in the audit");
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void governanceFindsWhoLookedAtAPersonAndWhyAndTakesItAwayInAFile() throws Exception {
        Page page = browser.window(hub.address());
        Browser.signIn(page, "governance", PeopleAtTheHub.PASSWORD);
        page.locator(".moj-side-navigation").getByText("Who looked").click();
        Browser.assertAccessible(page);
        page.getByLabel("Person, household, enquiry or failure").fill("lcs:1");
        page.getByText("Show who looked").click();

        assertThat(page.locator("h2").last()).hasText("Looks at person " + ada);
        assertThat(page.locator("tbody")).containsText("operations");
        assertThat(page.locator("tbody")).containsText(REASON);
        Browser.assertAccessible(page);

        Download file =
                page.waitForDownload(() -> page.getByText("Download as CSV").click());
        assertThat(file.suggestedFilename()).isEqualTo("who-looked.csv");
        String csv = Files.readString(file.path());
        assertThat(csv).contains("operations,revealed,person " + ada).contains("'=cmd()");

        page.reload();
        assertThat(page.locator("tbody")).containsText("governance");
        assertThat(page.locator("tbody")).containsText("asked who looked");
        browser.assertNoMistakes();
    }

    @Test
    void theAuditIsFilteredInTheAddressAndItsChainIsChecked() {
        Page page = browser.window(hub.address(), 320, true);
        Browser.signIn(page, "governance", PeopleAtTheHub.PASSWORD);
        page.navigate("/audit");
        Browser.assertAccessible(page);
        page.getByLabel("Action").fill("revealed");
        page.locator("main").getByText("Filter").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*[?&]action=revealed.*"));
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText("person " + ada);

        page.getByText("Check that none was changed").click();
        assertThat(page.locator("main")).containsText("Unbroken");
        Browser.assertAccessible(page);

        page.navigate("/audit?from=nonsense");
        assertThat(page.locator("main")).containsText("From is a day, such as 2026-03-31.");
        Browser.assertAccessible(page);
        browser.assertNoMistakes();
    }

    @Test
    void aRestrictedPersonIsThereOnlyForGovernance() {
        Page operations = browser.window(hub.address(), 1280, false);
        Browser.signIn(operations, "operations", PeopleAtTheHub.PASSWORD);
        assertThat(operations.navigate("/reveal?subject=person&id=" + bea).status())
                .isEqualTo(404);
        assertThat(operations.navigate("/reveal?subject=person&id=4711").status())
                .isEqualTo(404);
        String unknown = operations.locator("main").textContent().replaceAll("[0-9]", "");
        operations.navigate("/reveal?subject=person&id=" + bea);
        assertThat(operations.locator("main").textContent().replaceAll("[0-9]", ""))
                .isEqualTo(unknown);
        assertThat(operations.navigate("/who-looked?id=" + ada).status()).isEqualTo(403);

        Page governance = browser.window(hub.address(), 1280, false);
        Browser.signIn(governance, "governance", PeopleAtTheHub.PASSWORD);
        assertThat(governance.navigate("/reveal?subject=person&id=" + bea).status())
                .isEqualTo(200);
        Browser.assertAccessible(governance);
        governance.navigate("/who-looked?id=" + bea);
        assertThat(governance.locator("tbody")).containsText("restricted record viewed");
    }

    @Test
    void whoIsShownAFailedRowAboutARestrictedPersonWhoseRecordNeverCameIsFoundByItsNumber() throws Exception {
        String failure = hub.query("select id from hub.failure where source_key = '800001'")
                .get(0);
        Page page = browser.window(hub.address(), 1280, false);
        Browser.signIn(page, "governance", PeopleAtTheHub.PASSWORD);
        page.navigate("/who-looked?id=failure+" + failure);
        assertThat(page.locator("main")).containsText("Nobody did in this time.");
        for (String path : List.of("/failures/" + failure + "/correct", "/failures/" + failure)) {
            page.navigate(path);
            page.navigate("/who-looked?id=failure+" + failure);
            assertThat(page.locator("h2").last()).hasText("Looks at failure " + failure);
            assertThat(page.locator("tbody tr")
                            .filter(new Locator.FilterOptions().setHasText("restricted record viewed")))
                    .hasCount(1);
        }
        Browser.assertAccessible(page);
        assertThat(page.navigate("/who-looked?id=failure+4711").status()).isEqualTo(404);
    }

    @Test
    void noValueOfARestrictedPersonsRowStandsAmongTheGroupsOfFailures() {
        for (String role : List.of("operations", "governance")) {
            Page page = browser.window(hub.address(), 1280, false);
            Browser.signIn(page, role, PeopleAtTheHub.PASSWORD);
            page.navigate("/failures?by=value&and=feed");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody")).containsText("(not shown)");
            assertThat(page.locator("tbody")).containsText("•457");
            assertThat(page.locator("tbody")).not().containsText("•001");
        }
    }

    @Test
    void withoutAReasonNothingIsShownAndALinkLeadsNowhereElse() {
        Page page = browser.window(hub.address(), 1280, false);
        Browser.signIn(page, "recruitment", PeopleAtTheHub.PASSWORD);
        page.navigate("/reveal?subject=person&id=" + ada + "&back=//elsewhere.example.org");
        page.getByText("Personal data is masked. Show it").click();
        page.locator("textarea")
                .evaluate("area => { area.removeAttribute('minlength'); area.removeAttribute('required'); }");
        page.getByText("Show personal data").last().click();
        assertThat(page.locator("main")).containsText("Say why you need to see this");
        assertThat(page).hasURL(hub.address() + "/");
    }
}
