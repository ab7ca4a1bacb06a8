package uk.fosteringhub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import uk.fosteringhub.console.access.Access;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.routes.api.ServedHub;

/** Every page and every act, walked with every role and with none. */
@Tag("servers")
class WhoMayTest {
    /** Open to those who have not signed in. */
    private static final Set<String> PUBLIC = Set.of("/sign-in", "/error");

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    private record Handler(String method, String pattern) {
        /** With something in the place of each variable. */
        String path() {
            return pattern.replaceAll("\\{[^}]+}", "1");
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(temp.resolve("data"), Map.of("hub.api.credentials.reader.key", "secret-key-of-a-reader"));
        PeopleAtTheHub.letIn(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void everyPageHasALineInTheTable() {
        assertThat(handlers())
                .filteredOn(handler -> !PUBLIC.contains(handler.pattern())
                        && !handler.pattern().equals("/"))
                .allSatisfy(handler -> assertThat(Access.door(handler.method(), handler.path()))
                        .as("%s %s", handler.method(), handler.pattern())
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleOpensWhatTheTableSaysAndNothingElse(Role role) throws Exception {
        WebSession session = new WebSession(hub.address());
        assertThat(session.signIn(role.word(), PeopleAtTheHub.PASSWORD)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).doesNotContain("refused"));
        for (Handler handler : handlers()) {
            if (PUBLIC.contains(handler.pattern())) {
                continue;
            }
            boolean may = Access.may(Set.of(role), handler.method(), handler.path());
            HttpResponse<String> answer = handler.method().equals("GET")
                    ? session.get(handler.path())
                    : may ? null : session.post("/account", handler.path(), Map.of());
            if (may && answer != null) {
                assertThat(answer.statusCode())
                        .as("%s by %s: %s", handler, role, answer.body())
                        .isIn(200, 302, 303, 400, 404, 409);
            } else if (!may) {
                assertThat(answer.statusCode()).as("%s by %s", handler, role).isEqualTo(403);
                assertThat(answer.body()).contains("You may not open this page");
            }
        }
    }

    @Test
    void nobodyGetsAnywhereWithoutSigningIn() throws Exception {
        for (Handler handler : handlers()) {
            if (!PUBLIC.contains(handler.pattern())) {
                WebSession session = new WebSession(hub.address());
                HttpResponse<String> answer = handler.method().equals("GET")
                        ? session.get(handler.path())
                        : session.post("/sign-in", handler.path(), Map.of());
                assertThat(answer.statusCode()).as(handler.toString()).isEqualTo(302);
                assertThat(answer.headers().firstValue("Location"))
                        .as(handler.toString())
                        .hasValueSatisfying(location -> assertThat(location).endsWith("/sign-in"));
            }
        }
    }

    @Test
    void anActWithoutTheTokenOfAPageIsRefused() throws Exception {
        WebSession session = new WebSession(hub.address());
        session.signIn("operations", PeopleAtTheHub.PASSWORD);

        assertThat(session.postWithoutToken("/runs").statusCode()).isEqualTo(403);
        assertThat(hub.query("select count(*) from hub.run")).containsExactly("0");
    }

    @Test
    void afterFiveWrongPasswordsNotEvenTheRightOneHelps() throws Exception {
        users().add("test", "locked", "Locked", "{noop}" + PeopleAtTheHub.PASSWORD, Set.of(Role.ADMIN), false);
        WebSession session = new WebSession(hub.address());
        for (int i = 0; i < ConsoleUsers.MOST_WRONG_PASSWORDS; i++) {
            session.signIn("locked", "wrong");
        }

        assertThat(session.signIn("locked", PeopleAtTheHub.PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("refused"));
        users().setDisabled("test", "locked", false);
        assertThat(session.signIn("locked", PeopleAtTheHub.PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).doesNotContain("refused"));
    }

    @Test
    void whoIsDisabledOrGivenOtherRolesIsSignedOutAtTheNextPage() throws Exception {
        users().add("test", "leaver", "Leaver", "{noop}" + PeopleAtTheHub.PASSWORD, Set.of(Role.ADMIN), false);
        WebSession session = new WebSession(hub.address());
        session.signIn("leaver", PeopleAtTheHub.PASSWORD);
        assertThat(session.get("/users").statusCode()).isEqualTo(200);

        users().setRoles("test", "leaver", Set.of(Role.RECRUITMENT));

        assertThat(session.get("/users").headers().firstValue("Location")).hasValue(hub.address() + "/sign-in?changed");
        session.signIn("leaver", PeopleAtTheHub.PASSWORD);
        assertThat(session.get("/users").statusCode()).isEqualTo(403);
        users().setDisabled("test", "leaver", true);
        assertThat(session.get("/").headers().firstValue("Location")).hasValue(hub.address() + "/sign-in?changed");
    }

    @Test
    void aPasswordThatSomebodyElseMadeIsChangedBeforeAnythingElse() throws Exception {
        users().add("test", "newcomer", "Newcomer", "{noop}" + PeopleAtTheHub.PASSWORD, Set.of(Role.ADMIN), true);
        WebSession session = new WebSession(hub.address());
        session.signIn("newcomer", PeopleAtTheHub.PASSWORD);
        assertThat(session.get("/users").headers().firstValue("Location"))
                .hasValue(hub.address() + "/account/password");

        session.post("/account/password", "/account/password", change("wrong", "a badger in the rain"));
        assertThat(session.get("/account/password").body()).contains("The present password is wrong");
        session.post("/account/password", "/account/password", change(PeopleAtTheHub.PASSWORD, "short"));
        assertThat(session.get("/account/password").body()).contains("at least 12 characters");
        session.post("/account/password", "/account/password", change(PeopleAtTheHub.PASSWORD, "a badger in the rain"));

        assertThat(session.get("/users").statusCode()).isEqualTo(200);
        assertThat(new WebSession(hub.address())
                        .signIn("newcomer", "a badger in the rain")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).doesNotContain("refused"));
        assertThat(hub.query("select password_hash from hub.console_user where name = 'newcomer'"))
                .allSatisfy(hash -> assertThat(hash).startsWith("{bcrypt}"));
    }

    @Test
    void whatPeopleDoIsInTheAuditUnderTheirNames() throws Exception {
        WebSession session = new WebSession(hub.address());
        session.signIn("admin", PeopleAtTheHub.PASSWORD);
        session.post("/users", "/users", Map.of("name", "added.user", "displayName", "Added", "role", "recruitment"));

        AuditLog audit = new AuditLog(new Database(hub.dataSource()));
        assertThat(audit.of(new AuditLog.Asked(
                        Optional.of("admin"),
                        Optional.of("user-added"),
                        Optional.of("user added.user"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        10)))
                .hasSize(1);
        assertThat(audit.verify().broken()).isEmpty();
    }

    @Test
    void settingsAreShownWithoutTheirSecrets() throws Exception {
        WebSession session = new WebSession(hub.address());
        session.signIn("admin", PeopleAtTheHub.PASSWORD);

        String page = session.get("/settings").body();

        assertThat(page)
                .contains("hub.api.credentials.reader.key", "hub.schedule.sync", "config/hub.yml")
                .doesNotContain("secret-key-of-a-reader");
    }

    @Test
    void answersCarryTheHeadersThatKeepBrowsersCareful() throws Exception {
        HttpResponse<String> page = new WebSession(hub.address()).get("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self';"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    private static Map<String, String> change(String present, String wanted) {
        return Map.of("present", present, "wanted", wanted, "again", wanted);
    }

    private static ConsoleUsers users() {
        return new ConsoleUsers(new Database(hub.dataSource()));
    }

    private static List<Handler> handlers() {
        Set<Handler> handlers = new TreeSet<>(java.util.Comparator.comparing(Handler::toString));
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> !pattern.startsWith("/api") && !pattern.startsWith("/actuator"))
                        .forEach(pattern -> {
                            if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                                handlers.add(new Handler("GET", pattern));
                            }
                            mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> handlers.add(new Handler(method.name(), pattern)));
                        }));
        assertThat(handlers).hasSizeGreaterThan(10);
        return List.copyOf(handlers);
    }
}
