package uk.fosteringhub.console.reveal;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
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
    /** Nobody looks at more side by side. */
    private static final int MOST = 10;

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

    /** One record, or several that are looked at side by side, for one reason. */
    @PostMapping("/reveal")
    String reveal(
            SignedIn person,
            @RequestParam List<String> subject,
            @RequestParam List<Long> id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "/") String back,
            RedirectAttributes flash) {
        try {
            Instant until = Instant.MAX;
            for (Subject asked : subjects(person, subject, id)) {
                Instant shown = revealing.grant(person, asked, reason);
                until = shown.isBefore(until) ? shown : until;
            }
            flash.addFlashAttribute(
                    "done", "The values are shown to you until " + times.minute(until) + ". The audit says why.");
        } catch (NotRevealed refused) {
            flash.addFlashAttribute("notDone", refused.getMessage());
        }
        return "redirect:" + within(back);
    }

    private List<Subject> subjects(SignedIn person, List<String> words, List<Long> ids) {
        if (words.isEmpty() || words.size() != ids.size() || words.size() > MOST) {
            throw new NotThere("There is nothing of this number that you may see.");
        }
        return IntStream.range(0, words.size())
                .mapToObj(i -> subject(person, words.get(i), ids.get(i)))
                .toList();
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
