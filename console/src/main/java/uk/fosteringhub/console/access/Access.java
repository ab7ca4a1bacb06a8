package uk.fosteringhub.console.access;

import static uk.fosteringhub.core.access.Role.ADMIN;
import static uk.fosteringhub.core.access.Role.GOVERNANCE;
import static uk.fosteringhub.core.access.Role.OPERATIONS;
import static uk.fosteringhub.core.access.Role.RECRUITMENT;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.access.Role;

/**
 * Which role each page asks for: one table, so that it can be seen whole. The first line that fits counts; what no line
 * names is nobody's.
 */
public final class Access {
    /**
     * @param action {@code GET} to look, {@code POST} to act
     * @param path the path itself, and all below it
     */
    public record Door(String action, String path, Set<Role> roles) {
        boolean fits(String method, String asked) {
            String wanted = method.equals("HEAD") ? "GET" : method;
            return action.equals(wanted) && (asked.equals(path) || asked.startsWith(path + "/"));
        }
    }

    private static final Set<Role> ANYBODY = EnumSet.allOf(Role.class);

    private static final List<Door> DOORS = List.of(
            look("/account", ANYBODY),
            act("/account", ANYBODY),
            look("/runs", ANYBODY),
            act("/runs", EnumSet.of(OPERATIONS)),
            look("/feeds", ANYBODY),
            act("/feeds", EnumSet.of(OPERATIONS)),
            look("/incidents", ANYBODY),
            act("/incidents", EnumSet.of(OPERATIONS)),
            look("/failures", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            act("/failures", EnumSet.of(OPERATIONS)),
            look("/records", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            look("/differences", EnumSet.of(OPERATIONS, GOVERNANCE)),
            act("/differences", EnumSet.of(OPERATIONS)),
            // Restricted persons are governance's alone, and a pair may need two people.
            look("/identity", EnumSet.of(OPERATIONS, GOVERNANCE)),
            act("/identity", EnumSet.of(OPERATIONS, GOVERNANCE)),
            look("/enquiries", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            act("/enquiries", EnumSet.of(RECRUITMENT)),
            look("/attribution", EnumSet.of(RECRUITMENT, OPERATIONS, GOVERNANCE)),
            act("/attribution", EnumSet.of(RECRUITMENT)),
            look("/unmapped", EnumSet.of(OPERATIONS, RECRUITMENT)),
            act("/unmapped", EnumSet.of(OPERATIONS)),
            look("/checks", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            act("/reveal", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            look("/reveal", EnumSet.of(OPERATIONS, RECRUITMENT, GOVERNANCE)),
            look("/audit", EnumSet.of(GOVERNANCE, ADMIN)),
            act("/audit", EnumSet.of(GOVERNANCE, ADMIN)),
            look("/who-looked", EnumSet.of(GOVERNANCE)),
            look("/settings", EnumSet.of(OPERATIONS, ADMIN)),
            look("/users", EnumSet.of(ADMIN)),
            act("/users", EnumSet.of(ADMIN)));

    private Access() {}

    public static List<Door> doors() {
        return DOORS;
    }

    /** Whether somebody with these roles may do this. */
    public static boolean may(Set<Role> roles, String method, String path) {
        // Everybody who is somebody here begins there.
        if (path.equals("/")) {
            return !roles.isEmpty();
        }
        return door(method, path)
                .filter(door -> door.roles().stream().anyMatch(roles::contains))
                .isPresent();
    }

    /** Empty if no line names the path. */
    public static Optional<Door> door(String method, String path) {
        return DOORS.stream().filter(door -> door.fits(method, path)).findFirst();
    }

    private static Door look(String path, Set<Role> roles) {
        return new Door("GET", path, Set.copyOf(roles));
    }

    private static Door act(String path, Set<Role> roles) {
        return new Door("POST", path, Set.copyOf(roles));
    }
}
