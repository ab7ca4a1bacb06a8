package uk.fosteringhub.routes.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.fosteringhub.routes.settings.Scope;

/**
 * Which scope each part of the REST interface asks for: one table, so that it can be seen whole. The first line that fits
 * counts; but for looking, what no line names is nobody's.
 */
final class Doors {
    /** Signed calls prove themselves. */
    static final String SIGNED = "/api/lafse/referrals";

    static final String METRICS = "/actuator/prometheus";

    /** Segments of letters, digits and a few signs, none of which is {@code .} or {@code ..}. */
    private static final Pattern PLAIN = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+");

    /**
     * @param method {@code GET} fits {@code HEAD} too
     * @param path the path itself, and all below it
     * @param scopes any of these; empty: every credential
     */
    private record Door(String method, String path, Set<Scope> scopes) {
        boolean leadsTo(String asked) {
            return asked.equals(path) || asked.startsWith(path + "/");
        }

        boolean fits(String wanted, String asked) {
            return method.equals(wanted.equals("HEAD") ? "GET" : wanted) && leadsTo(asked);
        }
    }

    private static final List<Door> DOORS = List.of(
            new Door("GET", "/api/openapi.json", Set.of()),
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
            new Door("GET", METRICS, Set.of(Scope.READ, Scope.METRICS)),
            new Door("GET", "/api", Set.of(Scope.READ)));

    private Doors() {}

    /**
     * Whether a path means the same to whoever reads it. The routes look for theirs in the path decoded and without
     * parameters, the table in the path as sent: only where the two are the same may the table decide.
     */
    static boolean plain(String path) {
        return PLAIN.matcher(path).matches();
    }

    /** Whether the call has to prove itself by its signature. */
    static boolean signed(String method, String path) {
        return method.equals("POST") && path.equals(SIGNED);
    }

    /** Whether a record is pushed there. */
    static boolean push(String method, String path) {
        return signed(method, path)
                || method.equals("POST")
                        && scopes(method, path)
                                .filter(Set.of(Scope.PUSH)::equals)
                                .isPresent();
    }

    /**
     * The scopes of which a caller needs one: none of them if any credential will do.
     *
     * @return empty if no line names the method there
     */
    static Optional<Set<Scope>> scopes(String method, String path) {
        return DOORS.stream()
                .filter(door -> door.fits(method, path))
                .findFirst()
                .map(Door::scopes);
    }

    /** The methods that some line names there, as the header {@code Allow} has them. */
    static String methods(String path) {
        Set<String> methods = new TreeSet<>(Set.of("GET", "HEAD"));
        DOORS.stream().filter(door -> door.leadsTo(path)).map(Door::method).forEach(methods::add);
        if (path.equals(SIGNED)) {
            methods.add("POST");
        }
        return String.join(", ", methods);
    }
}
