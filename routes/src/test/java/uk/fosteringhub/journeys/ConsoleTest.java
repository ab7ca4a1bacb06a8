package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.routes.api.ServedHub;

/** The pages in a real browser. */
@Tag("servers")
class ConsoleTest {
    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        hub = ServedHub.start(temp.resolve("data"), Map.of());
        PeopleAtTheHub.letIn(hub);
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
    void nobodyGetsInWithAWrongPassword() {
        Page page = browser.window(hub.address());
        Browser.signIn(page, "operations", "wrong");

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .containsText("The name or the password is wrong");
        Browser.assertAccessible(page);
        page.navigate("/runs");
        assertThat(page).hasURL(hub.address() + "/sign-in");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyPageOfTheMenuOpensAndCanBeUsedByEverybody(Role role) {
        for (int width : List.of(1280, 320)) {
            Page page = browser.window(hub.address(), width, true);
            Browser.signIn(page, role.word(), PeopleAtTheHub.PASSWORD);
            assertThat(page.locator("h1")).hasText("Overview");
            List<String> links = page.locator(".moj-side-navigation a").all().stream()
                    .map(link -> link.getAttribute("href"))
                    .toList();
            assertThat(Set.copyOf(links)).contains("/", "/runs");
            for (String link : links) {
                assertThat(page.navigate(link).status()).as(link).isEqualTo(200);
                Browser.assertAccessible(page);
            }
        }
        browser.assertNoMistakes();
    }
}
