package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.api.ServedHub;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.testing.TestBroker;

/** People look records up, see where values come from, and have a system told what holds. */
@Tag("servers")
class RecordsJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String REASON = "The enquirer rang and asks what we hold";

    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static Browser browser;
    private static Path lcs;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        lcs = Files.createDirectories(temp.resolve("lcs"));
        Path lafse = Files.createDirectories(temp.resolve("lafse"));
        Files.writeString(lcs.resolve("DIM_PERSON.csv"), """
                DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM
                100001,Siân,Greylock,1981-05-03
                100002,=1+1,<b>Moss</b>,1982-05-03
                """);
        Files.writeString(lcs.resolve("FACT_FOSTER_ENQUIRY.csv"), """
                ENQUIRY_ID,DIM_PERSON_ID,SURNAME,SOURCE,REGIONAL_REFERRAL_ID,ENQUIRY_DTTM,IHV_DTTM
                60001,100001,Greylock,Bus,R-1,2026-03-02,2026-03-09
                60002,,Mossman,Radio,R-2,2026-03-03,
                """);
        Files.writeString(lafse.resolve("referrals.csv"), """
                referral_id,last_name,source_answer
                R-1,Greylock,Radio
                R-2,Mossmann,Radio
                """);
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.systems.lcs.location", "file:" + lcs,
                "hub.systems.lcs.out.location", "file:" + lcs,
                "hub.systems.lafse.location", "file:" + lafse));
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
        hub = ServedHub.start(temp.resolve("data"), settings);
        PeopleAtTheHub.letIn(hub);
        hub.run("\"lcs-persons\",\"lcs-enquiries\",\"lafse-enquiries-csv\"");
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
    void aPersonIsFoundMaskedRevealedForAReasonAndTracedToTheLine() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/records");
        page.getByLabel("Name, birth date").fill("greylock sian");
        main(page).getByRole(AriaRole.BUTTON).getByText("Search").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(main(page)).not().containsText("Greylock");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*q=greylock.*"));
        Browser.assertAccessible(page);

        page.locator("tbody th a").click();
        assertThat(main(page)).containsText("Values and where they come from");
        assertThat(main(page)).not().containsText("Greylock");
        Browser.assertAccessible(page);
        reveal(page);
        assertThat(page.locator("h1")).hasText("Siân Greylock");
        assertThat(main(page)).containsText("only this one says anything");
        assertThat(main(page)).containsText("Enquiry: 1 by person");
        Browser.assertAccessible(page);

        main(page).getByText("Line as received").first().click();
        assertThat(main(page)).containsText("SURNAME");
        assertThat(main(page)).containsText("Greylock");
        Browser.assertAccessible(page);
        browser.assertNoMistakes();
    }

    @Test
    void theTimeLineOfAnEnquiryShowsItsStages() {
        for (int width : List.of(1280, 320)) {
            Page page = signedIn("recruitment", width, true);
            page.navigate("/enquiries?q=R-1");
            main(page).getByText("time line").click();
            assertThat(main(page).locator("ol li")).hasCount(2);
            assertThat(main(page)).containsText("Initial home visit");
            assertThat(main(page)).containsText("9 March 2026");
            assertThat(main(page)).not().containsText("Greylock");
            Browser.assertAccessible(page);
        }
    }

    @Test
    void aDifferenceIsPlannedReleasedAndTakenByTheSystem() throws Exception {
        LcsImport imports = new LcsImport(lcs.resolve("import"), 70_001);
        Page page = signedIn("operations", 1280, false);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            page.navigate("/differences?field=source");
            assertThat(main(page).locator("[aria-labelledby=counts] tbody tr")).hasCount(1);
        });
        page.getByLabel("Repair difference").first().check();
        hub.stopTimers();
        page.getByText("Plan the repair of the chosen ones").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing is told to any system before");
        assertThat(main(page)).containsText("Planned: 1");
        page.getByText("Release the plan").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The plan is released");
        Awaitility.await().atMost(PATIENCE).until(() -> !imports.takeUp().isEmpty());
        assertThat(imports.records().values()).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("SOURCE_CODE", "RADIO"));
        String plan = page.url();
        Page wide = signedIn("operations", 1280, true);
        for (String path : List.of("/differences", "/differences/plans", plan)) {
            wide.navigate(path);
            Browser.assertAccessible(wide);
        }
        assertThat(main(wide)).containsText("Released");
    }

    @Test
    void aDifferenceMayStayForAReasonAndTheListForItsOwnerAsksForOne() {
        Page page = signedIn("operations", 320, true);
        page.navigate("/differences?field=family_name");
        assertThat(main(page)).not().containsText("Mossman");
        Browser.assertAccessible(page);
        main(page).locator("[aria-labelledby=list] tbody th a").first().click();
        Browser.assertAccessible(page);
        page.getByText("Plan its repair").click();
        assertThat(main(page)).containsText("by hand");
        main(page).locator("summary").getByText("List for a system's owner").click();
        page.getByLabel("Why do you need it?").fill("To be sent to the owner of the system");
        Download list =
                page.waitForDownload(() -> page.getByText("Download the list").click());
        assertThat(list.suggestedFilename()).startsWith("repair-plan-");
        page.getByText("Drop the plan").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("dropped");

        page.navigate("/differences?field=family_name");
        main(page).locator("[aria-labelledby=list] tbody th a").first().click();
        page.getByLabel("Why this difference may stay").fill("Both spellings are in use");
        page.getByText("Let it stay").click();
        assertThat(main(page)).containsText("Both spellings are in use");
        page.getByText("Open it again").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("open again");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingToDecideAndOthersDoNotGetIn() {
        Page governance = signedIn("governance", 1280, true);
        governance.navigate("/differences");
        assertThat(main(governance).getByText("Plan the repair of the chosen ones"))
                .hasCount(0);
        Page recruitment = signedIn("recruitment", 1280, true);
        assertThat(recruitment.navigate("/differences").status()).isEqualTo(403);
        assertThat(recruitment.navigate("/records/person/1").status()).isEqualTo(404);
        assertThat(recruitment.navigate("/records/nonsense/1").status()).isEqualTo(404);
        assertThat(recruitment.navigate("/enquiries/1").status()).isEqualTo(404);
    }

    @Test
    void namesThatAreMarkupOrFormulasAreOnlyText() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/records?q=lcs:100002");
        page.locator("tbody th a").click();
        reveal(page);
        assertThat(page.locator("h1")).hasText("=1+1 <b>Moss</b>");
        assertThat(main(page).locator("b")).hasCount(0);
        browser.assertNoMistakes();
    }

    private static void reveal(Page page) {
        page.locator("summary").getByText("Show it").click();
        page.getByLabel("Why do you need to see it?").fill(REASON);
        page.getByText("Show personal data").click();
        assertThat(main(page)).containsText("Personal data is shown to you until");
    }

    private static Locator main(Page page) {
        return page.locator("main");
    }

    private static Page signedIn(String role, int width, boolean javaScript) {
        Page page = browser.window(hub.address(), width, javaScript);
        Browser.signIn(page, role, PeopleAtTheHub.PASSWORD);
        return page;
    }
}
