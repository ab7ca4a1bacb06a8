package uk.fosteringhub.routes.api;

import java.util.List;
import java.util.Set;
import uk.fosteringhub.routes.settings.Scope;

/** Which scope each part of the REST interface asks for: one table, so that it can be seen whole. */
final class Doors {
    /** Signed calls prove themselves. */
    static final String SIGNED = "/api/lafse/referrals";

    static final String METRICS = "/actuator/prometheus";

    /**
     * @param method empty for any
     * @param path the path itself, and all below it
     * @param scopes any of these; empty: every credential
     */
    private record Door(String method, String path, Set<Scope> scopes) {}

    private static final List<Door> DOORS = List.of(
            new Door("", "/api/openapi.json", Set.of()),
            new Door("POST", "/api/enquiries", Set.of(Scope.PUSH)),
            new Door("POST", "/api/touchpoints", Set.of(Scope.PUSH)),
            new Door("GET", "/api/pushed", Set.of(Scope.PUSH, Scope.READ)),
            new Door("POST", "/api/failures", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/replays", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/corrections", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/runs", Set.of(Scope.RUN)),
            new Door("GET", "/api/runs", Set.of(Scope.READ, Scope.RUN)),
            new Door("POST", "/api/differences", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/repair-plans", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/feeds", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/incidents", Set.of(Scope.OPERATE)),
            new Door("POST", "/api/identity", Set.of(Scope.OPERATE)),
            new Door("", METRICS, Set.of(Scope.READ, Scope.METRICS)),
            new Door("", "/api", Set.of(Scope.READ)));

    private Doors() {}

    /** Whether a record is pushed there. */
    static boolean push(String method, String path) {
        return method.equals("POST")
                && (path.equals(SIGNED) || scopes(method, path).equals(Set.of(Scope.PUSH)));
    }

    /** The scopes of which a caller needs one; empty if any credential will do. */
    static Set<Scope> scopes(String method, String path) {
        return DOORS.stream()
                .filter(door -> door.method().isEmpty() || door.method().equals(method))
                .filter(door -> path.equals(door.path()) || path.startsWith(door.path() + "/"))
                .findFirst()
                .map(Door::scopes)
                .orElse(Set.of(Scope.READ));
    }
}
