package uk.fosteringhub.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.api.ServedHub;

/** Signing in with the council's sign-in service, against a real OpenID provider. */
@Tag("servers")
class OpenIdTest {
    @TempDir
    private static Path temp;

    private static OpenIdServer provider;
    private static ServedHub hub;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip();
        provider = OpenIdServer.start();
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.console.open-id.issuer",
                        provider.issuer(),
                        "hub.console.open-id.client-id",
                        OpenIdServer.CLIENT,
                        "hub.console.open-id.client-secret",
                        OpenIdServer.SECRET,
                        "hub.console.open-id.name-claim",
                        "sub",
                        "hub.console.open-id.roles.Fostering-Operations",
                        "operations",
                        "hub.console.open-id.roles.Fostering-Governance",
                        "governance"));
        provider.allow(hub.address() + "/login/oauth2/code/council");
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
        if (provider != null) {
            provider.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void thoseWhomTheProviderVouchesForComeInWithTheRolesItGivesThem() throws Exception {
        Page page = signIn("olive");

        assertThat(page.locator("h1")).hasText("Overview");
        assertThat(page.locator(".moj-side-navigation")).containsText("Runs");
        assertThat(page.locator(".moj-side-navigation")).not().containsText("Users");
        page.navigate("/account");
        assertThat(page.locator("main")).containsText("olive");
        assertThat(page.locator("main")).containsText("operations");
        assertThat(hub.query("select count(*) from hub.audit where actor = 'olive' and action = 'signed-in'"))
                .containsExactly("1");
    }

    @Test
    void thoseWithoutARoleHereSeeThatAndNothingElse() {
        Page page = signIn("nora");

        assertThat(page.locator("h1")).hasText("You may not open this page");
    }

    @Test
    void passwordsOfTheHubsOwnDoNotCountThere() {
        Page page = browser.window(hub.address());
        page.navigate("/sign-in");

        assertThat(page.getByLabel("Password")).hasCount(0);
        assertThat(page.locator("main a[role=button]")).hasText("Sign in with your council account");
    }

    private static Page signIn(String name) {
        Page page = browser.window(hub.address());
        page.navigate("/sign-in");
        page.locator("main a[role=button]").click();
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill(OpenIdServer.PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL(url -> url.startsWith(hub.address().toString()));
        return page;
    }
}
