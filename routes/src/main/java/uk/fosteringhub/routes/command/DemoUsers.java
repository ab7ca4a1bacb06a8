package uk.fosteringhub.routes.command;

import java.util.Set;
import org.springframework.context.ApplicationContext;
import uk.fosteringhub.console.access.Passwords;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;

/** The people of the demo: one of each role, named after it, all with one password that is new each time. */
final class DemoUsers {
    private DemoUsers() {}

    /** @return the password */
    static String letIn(ApplicationContext hub) {
        ConsoleUsers users = hub.getBean(ConsoleUsers.class);
        Passwords passwords = hub.getBean(Passwords.class);
        String password = passwords.generated();
        String hash = passwords.hash(password);
        for (Role role : Role.values()) {
            String name = role.word();
            String shown = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + " (demo)";
            if (!users.add("hub", name, shown, hash, Set.of(role), false)) {
                users.setPassword("hub", name, hash, false);
            }
        }
        return password;
    }
}
