package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.routes.api.ServedHub;

/** The operations team's morning with feeds and incidents. */
@Tag("servers")
class FeedsAndIncidentsTest {
    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        Path inbox = Files.createDirectories(temp.resolve("lcs"));
        Files.writeString(inbox.resolve("DIM_PERSON.csv"), """
                DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
                1,Ada,Khan,F,1980-02-03
                """);
        hub = ServedHub.start(temp.resolve("data"), Map.of("hub.systems.lcs.location", "file:" + inbox));
        PeopleAtTheHub.letIn(hub);
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

    private static Page signedIn(String role, int width, boolean javaScript) {
        Page page = browser.window(hub.address(), width, javaScript);
        Browser.signIn(page, role, PeopleAtTheHub.PASSWORD);
        return page;
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Playwright looks into the page for axe by scripts, which one without JavaScript does not run. */
    private static void assertAccessible(Page page, boolean javaScript) {
        if (javaScript) {
            Browser.assertAccessible(page);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFeedIsTestedPausedAndResumed(boolean javaScript) throws Exception {
        Page page = signedIn("operations", javaScript ? 1280 : 320, javaScript);
        page.navigate("/feeds?system=lcs");
        assertAccessible(page, javaScript);
        page.locator("main a", new Page.LocatorOptions().setHasText("lcs-persons"))
                .first()
                .click();
        assertThat(page.locator("h1")).hasText("Feed lcs-persons");
        assertThat(page.locator("main")).containsText("BIRTH_DTTM");
        assertThat(page.locator("main")).containsText("not in the future");
        assertAccessible(page, javaScript);

        press(page, "Test connection");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The hub can read");
        press(page, "Pause");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Say why");
        page.getByLabel("Pause, because").fill("=cmd|moved \u202Eever");
        press(page, "Pause");
        assertThat(page.locator("main")).containsText("Paused by operations");
        assertAccessible(page, javaScript);
        assertThat(hub.query("select actor from hub.feed_pause where feed = 'lcs-persons'"))
                .containsExactly("operations");
        page.navigate("/feeds?state=paused");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("main a", new Page.LocatorOptions().setHasText("lcs-persons"))
                .first()
                .click();
        press(page, "Resume");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is resumed");
        assertThat(hub.query("select count(*) from hub.feed_pause")).containsExactly("0");
    }

    @Test
    void aFeedIsRunNow() {
        Page page = signedIn("operations", 1280, true);
        page.navigate("/feeds/lcs-persons");
        press(page, "Run now");
        assertThat(page.locator("h1")).containsText("Run ");
        assertThat(page.locator("main")).containsText("lcs-persons");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIncidentIsTakenOnAndClosed(boolean javaScript) throws Exception {
        String feed = javaScript ? "lcs-workers" : "lcs-visits";
        // The hub looks by itself and would close one that it does not find.
        hub.execute(
                "insert into hub.incident (kind, subject, sentence, remedy, fingerprint, over_since) values ('late-feed',"
                        + " 'feed " + feed + "', '<b>" + feed
                        + "</b> is late.', 'Ask the owner.', 'x', now() + interval '1 day')");
        Page page = signedIn("operations", javaScript ? 1280 : 320, javaScript);
        page.navigate("/incidents");
        assertThat(page.locator("main")).containsText("<b>" + feed + "</b> is late.");
        assertAccessible(page, javaScript);
        page.locator("tbody tr", new Page.LocatorOptions().setHasText(feed))
                .locator("a")
                .click();
        page.getByLabel("Take it on").fill("I am on the phone with them");
        press(page, "Take on");
        assertThat(page.locator("main")).containsText("by operations: I am on the phone with them");
        assertAccessible(page, javaScript);
        press(page, "Close");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Say why");
        page.getByLabel("Close it, because").fill("holidays");
        press(page, "Close");
        assertThat(page.locator("main")).containsText("by operations: holidays");
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Close").setExact(true)))
                .hasCount(0);
        page.navigate("/incidents?state=closed");
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText(feed)))
                .containsText("Closed");
        assertAccessible(page, javaScript);
    }

    @Test
    void othersSeeAndDoNotAct() {
        Page page = signedIn("recruitment", 1280, true);
        page.navigate("/feeds/lcs-persons");
        assertThat(page.locator("h1")).hasText("Feed lcs-persons");
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Pause").setExact(true)))
                .hasCount(0);
        assertThat(page.request().post("/feeds/lcs-persons/run").status()).isEqualTo(403);
        assertThat(page.navigate("/feeds/none").status()).isEqualTo(404);
        assertThat(page.navigate("/incidents/999999").status()).isEqualTo(404);
        assertThat(page.navigate("/incidents/x").status()).isEqualTo(400);
    }
}
