package uk.fosteringhub.console.identity;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.BlindSample;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Verdict;

/** How right the automatic links are: some of a month's, judged by people who do not see what the rules thought. */
@Controller
final class SamplePages {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

    private final BlindSample sample;
    private final Halves halves;
    private final Revealing revealing;

    SamplePages(Hub hub, Halves halves, Revealing revealing) {
        this.sample = IdentityDesk.of(hub).sample();
        this.halves = halves;
        this.revealing = revealing;
    }

    /** A month's sample, as pages show it. */
    record Month(
            String month,
            String title,
            long links,
            int drawn,
            int judged,
            int same,
            int different,
            int unsure,
            int left,
            String precision) {
        static Month of(BlindSample.Measured measured) {
            return new Month(
                    measured.month().toString(),
                    MONTH.format(measured.month()),
                    measured.links(),
                    measured.drawn(),
                    measured.judged(),
                    measured.same(),
                    measured.different(),
                    measured.unsure(),
                    measured.drawn() - measured.judged(),
                    measured.same() + measured.different() == 0
                            ? measured.drawn() == 0 ? "nothing was linked" : "not measured yet"
                            : percent(measured.precision().share()) + " (95% interval "
                                    + percent(measured.precision().low()) + " to "
                                    + percent(measured.precision().high()) + ")");
        }

        private static String percent(double share) {
            return String.format(Locale.UK, "%.1f%%", 100 * share);
        }
    }

    @GetMapping("/identity/samples")
    String list(Model model) {
        model.addAttribute("months", sample.months().stream().map(Month::of).toList());
        return "identity/samples";
    }

    /** The next link that nobody has judged, or what was measured. */
    @GetMapping("/identity/samples/{month}")
    String next(@PathVariable String month, SignedIn person, Model model) {
        YearMonth asked = month(month);
        Month measured = sample.measured(asked)
                .map(Month::of)
                .orElseThrow(() ->
                        new NotThere("There is no sample of this month. A month's sample is drawn when it is over."));
        Optional<BlindSample.Question> found = sample.next(asked, revealing.seesRestricted(person));
        model.addAttribute("month", measured);
        model.addAttribute("finished", found.isEmpty());
        model.addAttribute("progress", measured.judged() + " of " + measured.drawn() + " are judged.");
        if (found.isPresent()) {
            question(found.get(), person, model);
        } else {
            model.addAttribute("summary", summary(measured));
        }
        return "identity/sample";
    }

    private void question(BlindSample.Question question, SignedIn person, Model model) {
        Shown shown = revealing.of(
                person, Halves.subjects(question.one(), question.other()), "/identity/samples/" + question.month());
        model.addAttribute(
                "ask", Question.of(question.one().type(), question.other().type()));
        model.addAttribute("place", question.place());
        model.addAttribute("shown", shown);
        model.addAttribute(
                "restricted", question.one().restricted() || question.other().restricted());
        model.addAttribute(
                "view", halves.sideBySide(question.one(), question.other(), Optional.empty(), shown.revealed()));
        model.addAttribute("mayDecide", person.may("POST", "/identity"));
    }

    /** Those that only others may see are left. */
    private static String summary(Month month) {
        if (month.drawn() == 0) {
            return "The rules linked nothing in this month.";
        }
        String sentence = "Of " + Phrases.count(month.links(), "automatic link", "automatic links") + ", "
                + month.judged() + " " + (month.judged() == 1 ? "was" : "were") + " judged: " + month.same()
                + " right, "
                + month.different() + " wrong, " + month.unsure() + " not to be told.";
        return month.left() == 0
                ? sentence
                : sentence + " " + Phrases.count(month.left(), "link waits", "links wait")
                        + " for somebody who may see restricted persons.";
    }

    @PostMapping("/identity/samples/{month}/{place:[0-9]+}")
    String judge(
            @PathVariable String month,
            @PathVariable int place,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            RedirectAttributes next) {
        YearMonth asked = month(month);
        Verdict word = Verdict.of(verdict)
                .filter(said -> said != Verdict.TAKEN_BACK)
                .orElseThrow(() -> new Refused("Say same, different or unsure; use the buttons of the page."));
        try {
            sample.judge(asked, place, word, reason, person.name(), revealing.seesRestricted(person));
            next.addFlashAttribute(
                    "done",
                    word == Verdict.DIFFERENT
                            ? "Kept. The link is in the review now, for somebody to take apart."
                            : "Your judgement is kept.");
        } catch (DecisionRefused refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
            next.addFlashAttribute("reason", reason);
        }
        return "redirect:/identity/samples/" + asked;
    }

    private static YearMonth month(String written) {
        try {
            return YearMonth.parse(written);
        } catch (DateTimeException noMonth) {
            throw new NotThere("A month is written as in 2026-03.");
        }
    }
}
