package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.routes.api.ServedHub;

/** What operations staff do about last night's failures, from sign-in to done. */
@Tag("servers")
class FailuresJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Browser browser;

    @TempDir
    private Path temp;

    private ServedHub hub;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.openOrSkip();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path inbox = Files.createDirectories(temp.resolve("lcs"));
        Files.writeString(
                inbox.resolve("persons.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM,NHS_NUMBER\n"
                        + "100000,Ada,Khan,F,1980-02-03,\n"
                        + "100001,Zoë,<script>alert(1)</script>,F,1980-02-03,1234\n"
                        + IntStream.range(2, 32)
                                .mapToObj(i -> (100_000 + i) + ",Bo,Name" + i + ",M,31/31/1980,\n")
                                .collect(Collectors.joining()));
        hub = ServedHub.start(temp.resolve("data"), Map.of("hub.systems.lcs.location", "file:" + inbox));
        PeopleAtTheHub.letIn(hub);
        hub.run("\"lcs-persons\"");
        assertThat(hub.query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly("31");
    }

    @AfterEach
    void close() {
        browser.closeWindows();
        if (hub != null) {
            hub.close();
        }
    }

    private void waitFor(String sql, String value) {
        Awaitility.await().atMost(PATIENCE).until(() -> hub.query(sql).equals(List.of(value)));
    }

    @Test
    void aFailedRecordIsShownAsTheHubReadsItMaskedUntilAReasonIsGiven() throws Exception {
        String id = hub.query("select id from hub.failure where source_key = '100002'")
                .get(0);
        Page page = browser.window(hub.address());
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        page.navigate("/failures/" + id);
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("As the hub reads it"))
                .click();
        assertThat(page.locator("#read")).containsText("Read without BIRTH_DTTM");
        assertThat(page.locator("#read")).containsText("The store has nothing of this source record yet.");
        assertThat(page.locator("#read")).containsText("family name");
        assertThat(page.content()).doesNotContain("Name2");
        Browser.assertAccessible(page);

        page.locator("details.govuk-details summary").click();
        page.getByLabel("Why do you need to see it?").fill("To ask the office about this record");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show personal data"))
                .click();

        assertThat(page.locator("main")).containsText("Personal data is shown to you until");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("As the hub reads it"))
                .click();
        assertThat(page.locator("#read")).containsText("Name2");
        Browser.assertAccessible(page);
        assertThat(hub.query(
                        "select count(*) from hub.audit where actor = 'operations' and subject = 'failure " + id + "'"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWrongValueIsCorrectedForAllThatHaveItFromTheGroupToTheLastRecord(boolean script) throws Exception {
        Page page = browser.window(hub.address(), script ? 1280 : 320, script);
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        page.navigate("/failures");
        look(page, script);
        assertThat(page.locator("tbody tr").first()).containsText("30");
        page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
        look(page, script);
        page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
        assertThat(page.locator("main")).containsText("the owner of the source system");
        assertThat(page.content()).doesNotContain("31/31/1980").doesNotContain("Name31");
        look(page, script);

        page.getByRole(AriaRole.BUTTON, button("Correct all with this value")).click();
        page.getByLabel("Read it as").fill("1980-12-31");
        page.getByLabel("Why, and who agreed").fill("agreed with the LCS team");
        page.getByRole(AriaRole.BUTTON, button("Look what would happen")).click();
        assertThat(page.locator("main")).containsText("30 would be applied");
        look(page, script);
        page.getByRole(AriaRole.BUTTON, button("Correct and replay")).click();
        assertThat(page.locator("h1")).hasText("Replay 1");

        waitFor("select state || applied from hub.replay", "finished30");
        page.navigate("/failures/replays/1");
        assertThat(page.locator("main")).containsText("30 of 30 done");
        look(page, script);
        page.navigate("/failures/corrections");
        assertThat(page.locator("main")).containsText("agreed with the LCS team");
        look(page, script);
        page.navigate("/failures/replays");
        look(page, script);
        assertThat(hub.query("select count(*) from fostering.person")).containsExactly("31");
        assertThat(hub.query("select actor from hub.audit where action = 'replay-confirmed'"))
                .containsExactly("operations");
        browser.assertNoMistakes();
    }

    @Test
    void aRuleByAnotherColumnIsLookedAtAndConfirmed() throws Exception {
        String id = hub.query("select id from hub.failure where source_key = '100005'")
                .get(0);
        Page page = browser.window(hub.address());
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        page.navigate("/failures/" + id + "/correct");
        look(page, true);
        page.getByLabel("Where").selectOption("GENDER_MAIN_CODE");
        page.getByLabel("Read it as").fill("1980-12-31");
        page.getByLabel("Why, and who agreed").fill("agreed with the LCS team");
        page.getByRole(AriaRole.BUTTON, button("Look what would happen")).click();
        assertThat(page.locator("main")).containsText("30 would be applied");
        look(page, true);
        page.getByRole(AriaRole.BUTTON, button("Correct and replay")).click();
        waitFor("select state || applied from hub.replay", "finished30");
        page.navigate("/failures/corrections");
        assertThat(page.locator("main")).containsText("BIRTH_DTTM, by GENDER_MAIN_CODE");
        assertThat(hub.query("select kind from hub.correction")).containsExactly("rule");
    }

    @Test
    void oneRecordIsEditedAnotherDiscardedAndOfTwoPeopleTheSecondIsTold() throws Exception {
        Page page = browser.window(hub.address());
        Browser.signIn(page, "operations", PeopleAtTheHub.PASSWORD);
        page.navigate("/failures/list?query=rule:nhs-number");
        page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
        page.getByRole(AriaRole.BUTTON, button("Edit and replay")).click();
        look(page, true);
        page.getByLabel("NHS_NUMBER").fill("9990000018");
        page.getByLabel("Why it is edited").fill("from the paper file");
        page.getByRole(AriaRole.BUTTON, button("Replace and replay")).click();
        waitFor("select state || (applied + failed) from hub.replay", "finished1");

        String discarded =
                hub.query("select max(id) from hub.failure where rule = 'date'").get(0);
        Page other = browser.window(hub.address());
        Browser.signIn(other, "operations", PeopleAtTheHub.PASSWORD);
        for (Page one : List.of(page, other)) {
            one.navigate("/failures/" + discarded);
            one.getByLabel("Discard, since").fill("a test record");
        }
        page.getByRole(AriaRole.BUTTON, button("Discard")).click();
        assertThat(page.locator("main")).containsText("It is discarded.");
        other.getByRole(AriaRole.BUTTON, button("Discard")).click();
        assertThat(other.locator("main")).containsText("operations has discarded it");
        look(other, true);

        page.navigate("/failures/list?query=colour:red");
        assertThat(page.locator("main")).containsText("Nothing is called colour");
        look(page, true);
        page.navigate("/failures/99999");
        assertThat(page.locator("main")).containsText("There is no failure 99999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance", "recruitment"})
    void othersLookAndCannotAct(String role) {
        Page page = browser.window(hub.address());
        Browser.signIn(page, role, PeopleAtTheHub.PASSWORD);
        page.navigate("/failures/list");
        page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).containsText("Failure");
        assertThat(page.getByRole(AriaRole.BUTTON, button("Replay"))).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, button("Discard"))).hasCount(0);
        look(page, true);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** Without scripts axe cannot look. */
    private static void look(Page page, boolean script) {
        if (script) {
            Browser.assertAccessible(page);
        }
    }
}
