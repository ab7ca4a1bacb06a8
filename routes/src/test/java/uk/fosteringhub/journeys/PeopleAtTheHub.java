package uk.fosteringhub.journeys;

import java.util.Set;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.routes.api.ServedHub;

/** One person of each role, named after it, for tests of the pages. */
public final class PeopleAtTheHub {
    public static final String PASSWORD = "three quiet herons";

    private PeopleAtTheHub() {}

    public static void letIn(ServedHub hub) {
        ConsoleUsers users = new ConsoleUsers(new Database(hub.dataSource()));
        for (Role role : Role.values()) {
            // Not hashed: a test signs in often, and a slow hash is slow on purpose.
            users.add("test", role.word(), role.word() + " person", "{noop}" + PASSWORD, Set.of(role), false);
        }
    }
}
