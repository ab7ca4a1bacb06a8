package uk.fosteringhub.console.reveal;

import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.layout.Times;
import uk.fosteringhub.core.reveal.NotRevealed;
import uk.fosteringhub.core.reveal.Reveals;
import uk.fosteringhub.core.reveal.Subject;

/** Where a person says why masked values should be shown. */
@Controller
final class RevealPage {
    private final Revealing revealing;
    private final Times times;

    RevealPage(Revealing revealing, Times times) {
        this.revealing = revealing;
        this.times = times;
    }

    /** The form alone, for pages that have no room for it. */
    @GetMapping("/reveal")
    String ask(
            SignedIn person,
            @RequestParam String subject,
            @RequestParam long id,
            @RequestParam(defaultValue = "/") String back,
            Model model) {
        Subject asked = subject(person, subject, id);
        model.addAttribute("shown", revealing.of(person, asked, within(back)));
        model.addAttribute("asked", asked.toString());
        model.addAttribute("shortest", Reveals.SHORTEST_REASON);
        return "reveal/reveal";
    }

    @PostMapping("/reveal")
    String reveal(
            SignedIn person,
            @RequestParam String subject,
            @RequestParam long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "/") String back,
            RedirectAttributes flash) {
        try {
            Instant until = revealing.grant(person, subject(person, subject, id), reason);
            flash.addFlashAttribute(
                    "done", "The values are shown to you until " + times.minute(until) + ". The audit says why.");
        } catch (NotRevealed refused) {
            flash.addFlashAttribute("notDone", refused.getMessage());
        }
        return "redirect:" + within(back);
    }

    private Subject subject(SignedIn person, String word, long id) {
        return Revealing.subject(word, id)
                .filter(subject -> revealing.mayKnow(person, subject))
                .orElseThrow(() -> new NotThere("There is nothing of this number that you may see."));
    }

    /** Only pages of the hub: a link must not lead elsewhere. */
    private static String within(String back) {
        return back.matches("/(?!/)[A-Za-z0-9/_.?=&%+-]*") ? back : "/";
    }
}
