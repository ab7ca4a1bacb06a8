package uk.fosteringhub.console.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.core.access.ConsoleUsers;

/** Where people come in. */
@Controller
final class SignInPage {
    private final ConsoleSettings settings;

    SignInPage(ConsoleSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/sign-in")
    String show(HttpServletRequest request, Model model) {
        model.addAttribute("localUsers", settings.localUsers());
        model.addAttribute(
                "openId", settings.openId().map(ConsoleSettings.OpenId::label).orElse(null));
        model.addAttribute("minutes", ConsoleUsers.LOCKED_FOR.toMinutes());
        model.addAttribute("refused", request.getParameter("refused") != null);
        model.addAttribute("notVouchedFor", request.getParameter("not-vouched-for") != null);
        model.addAttribute("changed", request.getParameter("changed") != null);
        model.addAttribute("out", request.getParameter("out") != null);
        return "access/sign-in";
    }
}
