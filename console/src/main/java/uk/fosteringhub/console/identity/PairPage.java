package uk.fosteringhub.console.identity;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.changes.HandsOnChanges;
import uk.fosteringhub.console.layout.Times;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.Decided;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PairState;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.records.Reference;

/** One pair: both records side by side, what the rules think, and a person's word. */
@Controller
final class PairPage {
    private final IdentityDesk desk;
    private final Halves halves;
    private final Sides sides;
    private final NextPair next;
    private final Revealing revealing;
    private final Times times;
    private final HandsOnChanges changes;

    PairPage(
            Hub hub,
            Halves halves,
            Sides sides,
            NextPair next,
            Revealing revealing,
            Times times,
            HandsOnChanges changes) {
        this.desk = IdentityDesk.of(hub);
        this.halves = halves;
        this.sides = sides;
        this.next = next;
        this.revealing = revealing;
        this.times = times;
        this.changes = changes;
    }

    @GetMapping("/identity/pairs/{id:[0-9]+}")
    String show(@PathVariable long id, @ModelAttribute("asked") QueueAsked asked, SignedIn person, Model model) {
        PairView pair = one(id, person);
        Shown shown =
                revealing.of(person, Halves.subjects(pair.one(), pair.other()), asked.at("/identity/pairs/" + id));
        boolean own = pair.firstVerdict().isPresent() && pair.firstBy().equals(person.name());
        boolean may = person.may("POST", "/identity");
        boolean open = PairShown.waits(pair) || pair.state() == PairState.DROPPED;
        model.addAttribute("pair", PairShown.of(pair, times));
        model.addAttribute("shown", shown);
        model.addAttribute("view", halves.sideBySide(pair.one(), pair.other(), pair.judgement(), shown.revealed()));
        model.addAttribute("mayDecide", may && open && !own);
        model.addAttribute(
                "whyNot",
                own
                        ? "You have said what you think of this pair; another person must look at it now."
                        : open ? "Your role does not include deciding." : "This pair is decided.");
        model.addAttribute("mayTakeBack", may && pair.byPerson() && !open);
        preview(pair, may && open && !own ? Verdict.DIFFERENT : Verdict.SAME, person, shown, model);
        model.addAttribute(
                "decisions",
                desk.queue().decisions(id).stream()
                        .filter(decided -> own || !PairShown.waitsForSecond(pair, decided))
                        .map(decided -> DecidedView.of(decided, true))
                        .toList());
        return "identity/pair";
    }

    /** What would part if two records that are one now were different, or a word were taken back. */
    private boolean preview(PairView pair, Verdict verdict, SignedIn person, Shown shown, Model model) {
        List<Set<Reference>> parts = verdict == Verdict.SAME || !pair.together()
                ? List.of()
                : desk.queue().wouldPart(pair.id(), verdict);
        if (parts.size() == 2) {
            sides.preview(pair.one().type(), pair.one().entity(), parts.get(1), person, shown.revealed(), model);
        } else {
            model.addAttribute("parts", List.of());
        }
        return parts.size() == 2;
    }

    @PostMapping("/identity/pairs/{id:[0-9]+}")
    String decide(
            @PathVariable long id,
            @ModelAttribute("asked") QueueAsked asked,
            @RequestParam int version,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            RedirectAttributes flash) {
        PairView pair = one(id, person);
        Verdict word = Verdict.of(verdict)
                .filter(said -> said != Verdict.TAKEN_BACK)
                .orElseThrow(() -> new Refused("Say same, different or unsure; use the buttons of the page."));
        // A pair of which nobody is sure goes to the end: what comes next is what came next as it was shown.
        OptionalLong following = next.after(id, asked, person);
        try {
            Decisions.Outcome outcome = desk.decisions()
                    .decide(new Decisions.Wanted(
                            id, version, word, reason, person.name(), revealing.seesRestricted(person)));
            changes.now();
            flash.addFlashAttribute("done", "Pair " + id + ": " + sentence(pair, word, outcome));
            return "redirect:"
                    + asked.at(following.isPresent() ? "/identity/pairs/" + following.getAsLong() : "/identity");
        } catch (DecisionRefused refused) {
            flash.addFlashAttribute("notDone", refused.getMessage());
            flash.addFlashAttribute("reason", reason);
            return "redirect:" + asked.at("/identity/pairs/" + id);
        }
    }

    @GetMapping("/identity/pairs/{id:[0-9]+}/take-back")
    String askBack(@PathVariable long id, SignedIn person, Model model, RedirectAttributes flash) {
        PairView pair = one(id, person);
        if (!pair.byPerson()) {
            flash.addFlashAttribute(
                    "notDone", "No person's word holds for this pair any more; there is nothing to take back.");
            return "redirect:/identity/pairs/" + id;
        }
        Shown shown =
                revealing.of(person, Halves.subjects(pair.one(), pair.other()), "/identity/pairs/" + id + "/take-back");
        model.addAttribute("pair", PairShown.of(pair, times));
        model.addAttribute("shown", shown);
        model.addAttribute("decided", decided(id));
        Verdict verdict = pair.state() == PairState.LINKED ? Verdict.TAKEN_BACK : Verdict.SAME;
        model.addAttribute("effect", effect(pair, preview(pair, verdict, person, shown, model)));
        return "identity/take-back";
    }

    @PostMapping("/identity/pairs/{id:[0-9]+}/take-back")
    String takeBack(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            RedirectAttributes flash) {
        one(id, person);
        try {
            Decisions.Outcome outcome = desk.decisions()
                    .decide(new Decisions.Wanted(
                            id, version, Verdict.TAKEN_BACK, reason, person.name(), revealing.seesRestricted(person)));
            changes.now();
            flash.addFlashAttribute(
                    "done",
                    "The decision is taken back, and the pair waits for review."
                            + outcome.split().map(Sides::parted).orElse(""));
            return "redirect:/identity/pairs/" + id;
        } catch (DecisionRefused refused) {
            flash.addFlashAttribute("notDone", refused.getMessage());
            flash.addFlashAttribute("reason", reason);
            return "redirect:/identity/pairs/" + id + "/take-back";
        }
    }

    private String decided(long id) {
        return desk.queue().decisions(id).stream()
                .filter(Decided::byPerson)
                .findFirst()
                .map(last -> last.actor() + " decided on " + times.day(last.at()) + ": "
                        + DecidedView.of(last, false).verdict().toLowerCase(Locale.ROOT) + ".")
                .orElse("A person decided this pair.");
    }

    private static String effect(PairView pair, boolean parting) {
        if (parting) {
            return "Nothing else holds these records together: they part again, as below, and the pair waits for review.";
        }
        return pair.state() == PairState.LINKED && pair.together()
                ? "Something else still holds these records together, so they stay one. The pair waits for review."
                : "The pair waits for review again.";
    }

    private static String sentence(PairView pair, Verdict verdict, Decisions.Outcome outcome) {
        return switch (outcome.effect()) {
            case WAITS -> "your word is kept, and a second person has to agree.";
            case DISAGREED -> "you did not agree with the first person. It is back in the queue, and nothing follows.";
            case STANDS ->
                switch (verdict) {
                    case SAME -> "decided, the same. " + Question.given(pair, outcome.entities());
                    case DIFFERENT ->
                        "decided, different."
                                + outcome.split().map(Sides::parted).orElse("");
                    default -> "unsure. It is at the end of the queue.";
                };
        };
    }

    private PairView one(long id, SignedIn person) {
        return desk.queue()
                .one(id, revealing.seesRestricted(person))
                .orElseThrow(() -> new NotThere("There is no pair " + id + " that you may see."));
    }
}
