package uk.fosteringhub.benchmarks.failures;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.fosteringhub.benchmarks.live.HubUnderLoad;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.store.Database;

/** The overview page of a serving hub, from the request to its last byte, as somebody who is signed in gets it. */
final class OverviewPages implements AutoCloseable {
    private static final String NAME = "bench";
    private static final String PASSWORD = "three quiet herons";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HubUnderLoad hub;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** @param data where the keys of this database lie */
    OverviewPages(Path home, Path work, BenchDatabase database, Database store, Path data) throws Exception {
        new ConsoleUsers(store).add("bench", NAME, NAME, "{noop}" + PASSWORD, Set.of(Role.OPERATIONS), false);
        this.hub = HubUnderLoad.start(
                home,
                work,
                Map.of(
                        "hub.data", work.resolve("overview").toString(),
                        "hub.api.port", "0",
                        "hub.database.url", database.url(),
                        "hub.encryption.keyset-file",
                                data.resolve("keys/keyset.json").toString()));
        signIn();
    }

    private void signIn() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/sign-in"));
        if (!token.find()) {
            throw new IOException("the sign-in page has no form");
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + NAME + "&password="
                                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8) + "&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("Overview")) {
            throw new IOException("signing in was answered with " + answer.statusCode());
        }
    }

    /** Asks for it once. */
    void open() throws IOException, InterruptedException {
        if (!get("/").contains("Failures that wait for somebody")) {
            throw new IOException("the overview does not tell which failures wait");
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private URI address(String path) {
        return hub.address().resolve(path);
    }

    @Override
    public void close() {
        hub.close();
    }
}
