package uk.fosteringhub.console.users;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.console.access.Passwords;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;

/** People with a password of the hub's own: who they are and what they may. */
@Controller
final class UsersPage {
    private final ConsoleUsers users;
    private final Passwords passwords;
    private final ConsoleSettings settings;

    UsersPage(ConsoleUsers users, Passwords passwords, ConsoleSettings settings) {
        this.users = users;
        this.passwords = passwords;
        this.settings = settings;
    }

    @GetMapping("/users")
    String show(Model model) {
        model.addAttribute("users", users.all());
        model.addAttribute("roles", Role.values());
        model.addAttribute("localUsers", settings.localUsers());
        model.addAttribute("now", java.time.Instant.now());
        return "users/users";
    }

    @PostMapping("/users")
    String add(
            @RequestParam String name,
            @RequestParam String displayName,
            @RequestParam(defaultValue = "") List<String> role,
            SignedIn person,
            RedirectAttributes next) {
        String wanted = name.strip();
        if (!wanted.matches("[A-Za-z0-9][A-Za-z0-9._@-]{1,63}")) {
            next.addFlashAttribute(
                    "notDone",
                    "Nobody was added: a name has 2 to 64 letters without accents, digits, dots, hyphens, underscores or @.");
            return "redirect:/users";
        }
        String password = passwords.generated();
        String display = displayName.isBlank() ? wanted : displayName.strip();
        if (!users.add(person.name(), wanted, display, passwords.hash(password), roles(role), true)) {
            next.addFlashAttribute(
                    "notDone", "Nobody was added: there is somebody of the name " + wanted + " already.");
            return "redirect:/users";
        }
        return shownOnce(next, wanted, password);
    }

    @PostMapping("/users/{name}/roles")
    String setRoles(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> role,
            SignedIn person,
            RedirectAttributes next) {
        keepsOneself(name, person);
        found(users.setRoles(person.name(), name, roles(role)), name);
        next.addFlashAttribute("done", "The roles of " + name + " are set. They count from the next page on.");
        return "redirect:/users";
    }

    @PostMapping("/users/{name}/password")
    String newPassword(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        String password = passwords.generated();
        found(users.setPassword(person.name(), name, passwords.hash(password), true), name);
        return shownOnce(next, name, password);
    }

    @PostMapping("/users/{name}/disable")
    String disable(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        keepsOneself(name, person);
        found(users.setDisabled(person.name(), name, true), name);
        next.addFlashAttribute("done", name + " can no longer sign in.");
        return "redirect:/users";
    }

    @PostMapping("/users/{name}/enable")
    String enable(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        found(users.setDisabled(person.name(), name, false), name);
        next.addFlashAttribute("done", name + " can sign in again.");
        return "redirect:/users";
    }

    private static String shownOnce(RedirectAttributes next, String name, String password) {
        next.addFlashAttribute(
                "done",
                "The first password of " + name + " is " + password
                        + " – it is shown this once, and has to be changed at the first sign-in.");
        return "redirect:/users";
    }

    /** Otherwise nobody might be left who can let people in. */
    private static void keepsOneself(String name, SignedIn person) {
        if (name.equals(person.name())) {
            throw new Refused("You cannot change your own roles or disable yourself; ask another administrator.");
        }
    }

    private static void found(boolean done, String name) {
        if (!done) {
            throw new NotThere("There is nobody of this name.");
        }
    }

    private static Set<Role> roles(List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        words.forEach(word -> Role.of(word).ifPresent(roles::add));
        return roles;
    }
}
