package uk.fosteringhub.journeys;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the pages without a browser: cookies and forms, for tests of what is answered rather than how it looks. */
final class WebSession {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI hub;
    private final HttpClient http;

    WebSession(URI hub) {
        this.hub = hub;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(hub.resolve(path))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** With the CSRF token of a page that has a form. */
    HttpResponse<String> post(String tokenFrom, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return postWithToken(path, fields + (fields.isEmpty() ? "" : "&") + "_csrf=" + token(tokenFrom));
    }

    HttpResponse<String> postWithoutToken(String path) throws IOException, InterruptedException {
        return postWithToken(path, "");
    }

    HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
        return post("/sign-in", "/sign-in", Map.of("username", name, "password", password));
    }

    private HttpResponse<String> postWithToken(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(hub.resolve(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String token(String page) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
    }
}
