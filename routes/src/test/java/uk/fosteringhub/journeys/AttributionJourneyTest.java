package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
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

/** Somebody of the recruitment team finds out what caused an enquiry, corrects it, and reads the reports. */
@Tag("servers")
class AttributionJourneyTest {
    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of("hub.systems.lcs.location", "file:" + temp, "hub.attribution.redirected-on", "2026-03-01"));
        PeopleAtTheHub.letIn(hub);
        hub.execute("""
            insert into fostering.enquiry (id, version, enquired_at, time_precision, source_as_received, council, carried_by,
                completed_on, provenance, valid_from, changed_at)
            values (10, 1, '2026-03-10 12:00+00', 'SECOND', 'Facebook', 'Anytown', 'REGIONAL', '2026-03-12', '{}', now(), now()),
                (11, 1, '2026-03-11 12:00+00', 'SECOND', 'quux', 'Anytown', 'COUNCIL', null, '{}', now(), now())\
            """);
        hub.execute("""
            insert into fostering.touchpoint (id, version, enquiry, occurred_at, kind, channel_as_received, channel,
                evidence_kind, provenance, valid_from, changed_at)
            values (20, 1, 10, '2026-02-20 09:00+00', 'SOURCE', 'Leaflet', 'LEAFLET', 'PROMO_CODE', '{}', now(), now())\
            """);
        hub.run("\"lcs-persons\"");
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
    void whatCausedAnEnquiryIsReadInOneSentenceAndCorrectedByWhoKnowsBetter() {
        Page page = browser.window(hub.address(), 1280, true);
        Browser.signIn(page, "recruitment", PeopleAtTheHub.PASSWORD);
        page.locator(".moj-side-navigation").getByText("Attribution").click();
        page.getByLabel("What caused an enquiry?").fill("10");
        page.locator("main form[role=search] button").click();
        assertThat(page.locator(".govuk-inset-text").first())
                .hasText("Caused by Leaflet or flyer; carried by the regional platform.");
        assertThat(page.locator("main")).containsText("promotion or QR code, 95% sure");
        assertThat(page.locator("main")).not().containsText("Facebook");
        Browser.assertAccessible(page);

        page.getByLabel("It was caused by").selectOption("RADIO");
        page.getByLabel("How do you know?").fill("They said so at the first visit");
        page.getByText("Correct", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main")).containsText("Corrected. Your correction counts");
        assertThat(page.locator(".govuk-inset-text").first()).containsText("Caused by Radio, as recruitment corrected");
        Browser.assertAccessible(page);
        page.getByLabel("How do you know?").fill("It was somebody else");
        page.getByText("Take the correction back").click();
        assertThat(page.locator(".govuk-inset-text").first()).containsText("Caused by Leaflet or flyer");
    }

    @Test
    void everyReportOpensWideAndNarrowAndComesAsAFile() throws Exception {
        for (int width : List.of(1280, 320)) {
            Page page = browser.window(hub.address(), width, true);
            Browser.signIn(page, "recruitment", PeopleAtTheHub.PASSWORD);
            for (String report : List.of("enquiries", "funnel", "causes", "evidence", "money", "spikes", "unmapped")) {
                assertThat(page.navigate("/attribution/" + report).status())
                        .as(report)
                        .isEqualTo(200);
                Browser.assertAccessible(page);
            }
            assertThat(page.locator("tbody")).containsText("quux");
            page.navigate("/attribution/funnel?by=source&model=linear");
            assertThat(page.locator("tbody").first()).containsText("Leaflet or flyer");
            Download file =
                    page.waitForDownload(() -> page.getByText("Download as CSV").click());
            assertThat(Files.readString(file.path())).contains("source,source_label,stage");
        }
        browser.assertNoMistakes();
    }

    @Test
    void aNewcomerGetsFromTheOverviewToWhatCausedTheNewestEnquiryInTwoClicks() {
        Page page = browser.window(hub.address(), 1280, true);
        Browser.signIn(page, "recruitment", PeopleAtTheHub.PASSWORD);
        page.locator("main form[role=search] button").click();
        assertThat(page.locator("tbody tr").first()).containsText("11 March 2026");
        assertThat(page.locator("tbody tr").nth(1)).containsText("Leaflet or flyer");
        page.locator("tbody tr").nth(1).locator("a").click();
        assertThat(page.locator("h1")).containsText("What caused enquiry 10");
        browser.assertNoMistakes();
    }

    @Test
    void whoCausedAndWhoCarriedIsDrawnBeforeAndAfterTheRedirectWithTheCrossTableBesideIt() {
        Page page = browser.window(hub.address(), 1280, true);
        Browser.signIn(page, "recruitment", PeopleAtTheHub.PASSWORD);
        page.navigate("/attribution/causes");
        assertThat(page.locator("h3").first()).hasText("From 1 March 2026 on");
        assertThat(page.locator("svg[role=img] desc"))
                .containsText("The council and its campaigns, carried by the regional platform: 1");
        assertThat(page.locator("svg[role=img] path")).hasCount(2);
        assertThat(page.locator("tbody").first()).containsText("50.0%");
        assertThat(page.locator("main")).containsText("Unknown: 50.0%");
        Browser.assertAccessible(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        assertThat(page.locator(".hub-menu")).isHidden();
        assertThat(page.locator("svg[role=img]")).isVisible();
        browser.assertNoMistakes();
    }

    @Test
    void operationsLooksAndDoesNotCorrect() {
        Page page = browser.window(hub.address(), 1280, false);
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        assertThat(page.navigate("/attribution/enquiries/11").status()).isEqualTo(200);
        assertThat(page.locator("main")).containsText("What caused it is not known; taken by the council itself.");
        assertThat(page.getByText("How do you know?")).hasCount(0);
        assertThat(page.navigate("/attribution/enquiries/4711").status()).isEqualTo(404);
        assertThat(page.navigate("/attribution/nonsense").status()).isEqualTo(404);
    }
}
