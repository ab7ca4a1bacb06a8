package uk.fosteringhub.console.account;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.Passwords;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.core.access.ConsoleUser;
import uk.fosteringhub.core.access.ConsoleUsers;

/** Who I am here, what I may, and my password. */
@Controller
final class AccountPage {
    private final ConsoleUsers users;
    private final Passwords passwords;

    AccountPage(ConsoleUsers users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    @GetMapping("/account")
    String show(SignedIn person, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("local", users.named(person.name()).isPresent());
        return "account/account";
    }

    @GetMapping("/account/password")
    String password(SignedIn person, Model model) {
        model.addAttribute(
                "must",
                users.named(person.name()).map(ConsoleUser::mustChangePassword).orElse(false));
        model.addAttribute("shortest", Passwords.SHORTEST);
        return "account/password";
    }

    @PostMapping("/account/password")
    String change(
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String again,
            SignedIn person,
            RedirectAttributes next) {
        Optional<String> objection = objection(present, wanted, again, person);
        if (objection.isPresent()) {
            next.addFlashAttribute("notDone", objection.get());
            return "redirect:/account/password";
        }
        users.setPassword(person.name(), person.name(), passwords.hash(wanted), false);
        next.addFlashAttribute("done", "Your password is changed.");
        return "redirect:/account";
    }

    private Optional<String> objection(String present, String wanted, String again, SignedIn person) {
        Optional<ConsoleUser> user = users.named(person.name());
        if (user.isEmpty()) {
            return Optional.of("Your password is not kept by the hub; change it where you sign in.");
        }
        if (!passwords.matches(present, user.get().passwordHash())) {
            return Optional.of("The present password is wrong; nothing is changed.");
        }
        if (!wanted.equals(again)) {
            return Optional.of("The new password was not written the same twice; nothing is changed.");
        }
        return passwords.objection(wanted, person.name());
    }
}
