package uk.fosteringhub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.fosteringhub.console.access.Access;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.routes.api.ServedHub;

/** Every page and every act with every role: let in or not, as the table says. */
@Tag("servers")
class EveryDoorTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(temp.resolve("data"), Map.of());
        PeopleAtTheHub.letIn(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** A browser without a window. */
    private static final class Visitor {
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
            String body = form.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        String token(String page) throws IOException, InterruptedException {
            Matcher token = TOKEN.matcher(get(page).body());
            assertThat(token.find()).as(page + " has a form").isTrue();
            return token.group(1);
        }

        private static URI at(String path) {
            return URI.create(hub.address() + path);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleOpensItsDoorsAndNoOthers(Role role) throws Exception {
        Visitor person = new Visitor();
        HttpResponse<String> in = person.post(
                "/sign-in",
                Map.of(
                        "username", role.word(),
                        "password", PeopleAtTheHub.PASSWORD,
                        "_csrf", person.token("/sign-in")));
        assertThat(in.statusCode()).as(in.body()).isEqualTo(302);
        String token = person.token("/");
        for (Access.Door door : Access.doors()) {
            // nothing is there, so that nothing is done
            String path = door.path() + "/nothing-there";
            HttpResponse<String> answer =
                    door.action().equals("GET") ? person.get(path) : person.post(path, Map.of("_csrf", token));
            assertThat(answer.statusCode() != 403)
                    .as(role + " " + door.action() + " " + path + " " + answer.statusCode())
                    .isEqualTo(Access.may(only(role), door.action(), path));
            assertThat(answer.statusCode()).as("an answer, not a defect").isLessThan(500);
        }
        assertThat(person.get("/no-line-names-this").statusCode()).isEqualTo(403);
        assertThat(person.post("/account/nothing-there", Map.of()).statusCode())
                .as("without the form's token")
                .isEqualTo(403);
    }

    private static Set<Role> only(Role role) {
        return Set.of(role);
    }

    @Test
    void nobodyOpensNone() throws Exception {
        for (Access.Door door : Access.doors()) {
            if (door.action().equals("GET")) {
                HttpResponse<String> answer = new Visitor().get(door.path());
                assertThat(answer.statusCode()).as(door.path()).isEqualTo(302);
                assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
            }
        }
    }

    @Test
    void noPageIsReachedByAPathThatPretendsToBeTheRestInterfaces() throws Exception {
        for (String path : List.of(
                "/api/../failures",
                "/api/%2e%2e/failures",
                "/api/..;/failures",
                "/api;x/../failures",
                "/api/;/../failures",
                "//api/../failures",
                "/api/x/%2e%2e/%2e%2e/failures",
                "/api%2f..%2ffailures",
                "/api/..%5cfailures")) {
            // As it is sent: a client that settles paths itself would ask for the page and be led to the sign-in.
            String answer = asSent("GET " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n");
            assertThat(answer.lines().findFirst().orElse("")).as(path).matches("HTTP/1.1 (302|400|401|403|404).*");
            assertThat(answer).as(path).doesNotContain("govuk-");
        }
    }

    private static String asSent(String request) throws IOException {
        URI hubs = Visitor.at("/");
        try (Socket socket = new Socket(hubs.getHost(), hubs.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void pagesAndAnswersCarryTheHeadersThatKeepThemSafe() throws Exception {
        var page = new Visitor().get("/sign-in").headers();
        assertThat(page.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
        assertThat(page.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.firstValue("Referrer-Policy")).isPresent();
        for (var headers : List.of(page, new Visitor().get("/api/feeds").headers())) {
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        }
        assertThat(page.allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("HttpOnly"))
                .allMatch(cookie -> cookie.contains("SameSite"));
        assertThat(page.map()).doesNotContainKeys("server", "x-powered-by");
    }
}
