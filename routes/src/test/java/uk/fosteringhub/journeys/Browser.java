package uk.fosteringhub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser for tests of the pages: the machine's own Chromium. Where there is none, the tests that ask for it are
 * skipped, and say so.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> WCAG_2_2_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final double PATIENCE_MILLIS = 30_000;

    private static final Set<BrowserContext> SCRIPTLESS = ConcurrentHashMap.newKeySet();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> mistakes = new ArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** Skips the test where this machine has no browser. */
    public static Browser openOrSkip() {
        Optional<Path> found = Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(),
                "Skipped: this machine has no Chromium. Install it (apt-get install chromium), or name it in CHROMIUM.");
        // Patience costs nothing where all is well, and a busy machine is slow.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(found.get())
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--disable-dev-shm-usage"))));
    }

    /** A person's own window at a hub, 1280 pixels wide. */
    public Page window(URI hub) {
        return window(hub, 1280, true);
    }

    /** @param width in pixels; 320 is the narrowest that has to work */
    public Page window(URI hub, int width, boolean javaScript) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(hub.toString())
                .setViewportSize(width, 900)
                .setJavaScriptEnabled(javaScript)
                .setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        if (!javaScript) {
            SCRIPTLESS.add(context);
        }
        Page page = context.newPage();
        // What the content security policy forbids, and what fails in a script, stands in the console.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                mistakes.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> mistakes.add(page.url() + ": " + error));
        return page;
    }

    /** Signs in, and waits for the answer: to go elsewhere before it would break it off. */
    public static void signIn(Page page, String name, String password) {
        page.navigate("/sign-in");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.locator("main button").click();
        page.waitForURL(url -> !url.endsWith("/sign-in"));
    }

    /**
     * Nothing stands in the way of people who use a screen reader, a keyboard, or large letters: axe finds nothing. Axe is
     * a script: where these are switched off it looks at the same page in a window of the same person that has them, since
     * its own waits may never end there.
     */
    public static void assertAccessible(Page page) {
        if (SCRIPTLESS.contains(page.context())) {
            try (BrowserContext scripted = page.context()
                    .browser()
                    .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                            .setStorageState(page.context().storageState())
                            .setViewportSize(page.viewportSize().width, page.viewportSize().height)
                            .setLocale("en-GB"))) {
                Page same = scripted.newPage();
                same.navigate(page.url());
                assertNothingFound(same);
            }
        } else {
            assertNothingFound(page);
        }
    }

    private static void assertNothingFound(Page page) {
        page.waitForLoadState();
        // In the page itself, which may hold no frames: otherwise each look opens an empty window to put frames
        // together.
        List<Rule> found = new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(WCAG_2_2_AA)
                .analyze()
                .getViolations();
        assertThat(found)
                .as("what axe finds at %s", page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toList())
                .isEmpty();
    }

    /** Scripts ran without mistakes, and nothing was forbidden by the content security policy. */
    public void assertNoMistakes() {
        assertThat(mistakes).isEmpty();
    }

    /** Between two hubs: a window that is left open would go on asking the one that is gone. */
    public void closeWindows() {
        List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
