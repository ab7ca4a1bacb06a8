package uk.fosteringhub.console.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureKind;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.core.settings.FeedSettings;

/** Failures taken through again: looked at first, confirmed, and watched; with one correction for all of them if wanted. */
@Controller
final class ReplayPages {
    private static final int PAGE = 30;
    private static final int MOST_LOOKED_AT = 10_000;

    private final FailureWork work;
    private final ShownValues values;
    private final Revealing revealing;

    ReplayPages(Hub hub, ShownValues values, Revealing revealing) {
        this.work = FailureWork.of(hub);
        this.values = values;
        this.revealing = revealing;
    }

    /** @param what in words */
    record Line(int count, String what) {}

    @GetMapping("/failures/replay")
    String preview(@RequestParam String query, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("token", UUID.randomUUID().toString());
        try {
            look(model, query, Optional.empty());
            return "failures/replay";
        } catch (WrongQuery wrong) {
            model.addAttribute("title", "The filter cannot be understood");
            model.addAttribute("sentence", wrong.getMessage());
            return "error/problem";
        }
    }

    @PostMapping("/failures/replay")
    String confirm(
            @RequestParam String query,
            @RequestParam String token,
            @RequestParam(defaultValue = "200") int rate,
            SignedIn person,
            RedirectAttributes next) {
        return confirm(query, token, rate, Optional.empty(), person, next);
    }

    @GetMapping("/failures/{id:[0-9]+}/correct")
    String correct(@PathVariable long id, SignedIn person, Model model) {
        FailureDetail failure = one(id, person);
        form(model, failure, person);
        return "failures/correct";
    }

    /** The same value in the same column of the same feed; looked at with the replacement, or confirmed. */
    @PostMapping("/failures/{id:[0-9]+}/correct")
    String correct(
            @PathVariable long id,
            @RequestParam String replacement,
            @RequestParam(defaultValue = "") String when,
            @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean standing,
            @RequestParam(defaultValue = "preview") String act,
            @RequestParam String token,
            SignedIn person,
            RedirectAttributes next,
            Model model) {
        FailureDetail failure = one(id, person);
        FeedSettings feed = values.feed(failure.found().feed())
                .orElseThrow(() -> new NotThere("The feed of failure " + id + " is not in the settings any more."));
        String column = failure.found().column();
        boolean rule = !when.isEmpty() && !when.equals(column);
        Correction.Fix fix = rule
                ? new Correction.Fix(when, values.received(failure, when), column, replacement.strip())
                : new Correction.Fix(
                        column,
                        failure.values().isEmpty() ? "" : failure.values().get(0),
                        column,
                        replacement.strip());
        String query = rule ? alike(failure) : group(failure);
        if (act.equals("confirm")) {
            return confirm(
                    query,
                    token,
                    ReplaySets.USUAL_RATE,
                    Optional.of(new Corrections.Wanted(
                            feed.mapping(), feed.system(), kind(failure, rule), "", fix, standing, reason.strip())),
                    person,
                    next);
        }
        form(model, failure, person);
        model.addAttribute("replacement", replacement);
        model.addAttribute("when", when);
        model.addAttribute("reason", reason);
        model.addAttribute("standing", standing);
        try {
            look(model, query, Optional.of(fix));
        } catch (WrongQuery impossible) {
            throw new IllegalStateException("a query of the hub's own", impossible);
        }
        return "failures/correct";
    }

    @GetMapping("/failures/replays")
    String replays(@RequestParam(defaultValue = "0") long after, Model model) {
        model.addAttribute("replays", Pages.of(work.replays().sets().page(after, PAGE + 1), PAGE, ReplaySet::id));
        return "failures/replays";
    }

    @GetMapping("/failures/replays/{id:[0-9]+}")
    String show(@PathVariable long id, SignedIn person, Model model) {
        ReplaySet set = work.replays().sets().one(id).orElseThrow(() -> new NotThere("There is no replay " + id + "."));
        model.addAttribute("set", set);
        model.addAttribute("mayAct", person.may("POST", "/failures"));
        return "failures/progress";
    }

    @PostMapping("/failures/replays/{id:[0-9]+}/{act:pause|resume|cancel}")
    String act(
            @PathVariable long id,
            @PathVariable String act,
            @RequestParam int version,
            SignedIn person,
            RedirectAttributes next) {
        try {
            ReplaySets sets = work.replays().sets();
            switch (act) {
                case "pause" -> sets.pause(id, version, person.name());
                case "resume" -> sets.resume(id, version, person.name());
                default -> sets.cancel(id, version, person.name());
            }
        } catch (FailureRefused refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
        }
        return "redirect:/failures/replays/" + id;
    }

    @GetMapping("/failures/corrections")
    String corrections(SignedIn person, Model model) {
        model.addAttribute("corrections", work.corrections().owed());
        model.addAttribute("mayAct", person.may("POST", "/failures"));
        return "failures/corrections";
    }

    @PostMapping("/failures/corrections/{id:[0-9]+}/end")
    String end(@PathVariable long id, SignedIn person, RedirectAttributes next) {
        boolean ended = work.corrections().end(id, person.name());
        next.addFlashAttribute(
                ended ? "done" : "notDone",
                ended ? "Later deliveries are read as they come again." : "Somebody has taken it back before.");
        return "redirect:/failures/corrections";
    }

    private String confirm(
            String query,
            String token,
            int rate,
            Optional<Corrections.Wanted> fix,
            SignedIn person,
            RedirectAttributes next) {
        try {
            String title =
                    fix.map(one -> "Correction of " + one.fix().whenColumn()).orElse("Replay");
            ReplaySet set =
                    work.replays().sets().confirm(new ReplaySets.Wanted(token, title, query, fix, rate, person.name()));
            return "redirect:/failures/replays/" + set.id();
        } catch (FailureRefused | WrongQuery refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
            return "redirect:" + FailurePages.listOf(query);
        }
    }

    private void look(Model model, String query, Optional<Correction.Fix> fix) throws WrongQuery {
        Preview looked = work.replays().previews().of(FailureQuery.of(query), fix, MOST_LOOKED_AT);
        List<Line> lines = new ArrayList<>();
        looked.counts().forEach((kind, count) -> lines.add(new Line(count, "would " + Words.of(kind))));
        List<Line> why = new ArrayList<>();
        looked.sentences().forEach((sentence, count) -> why.add(new Line(count, sentence)));
        model.addAttribute("preview", looked);
        model.addAttribute("lines", lines);
        model.addAttribute("why", why);
    }

    private void form(Model model, FailureDetail failure, SignedIn person) {
        // So that being shown a row about a restricted person is noted.
        revealing.of(
                person,
                Subject.failure(failure.found().id()),
                "/failures/" + failure.found().id() + "/correct");
        model.addAttribute("failure", failure);
        model.addAttribute("value", values.value(failure, false));
        model.addAttribute("token", UUID.randomUUID().toString());
        model.addAttribute("replacement", "");
        model.addAttribute("when", "");
        model.addAttribute(
                "others",
                values.others(failure).stream()
                        .filter(one -> !one.name().equals(failure.found().column()))
                        .toList());
        model.addAttribute("reason", "");
        model.addAttribute("standing", true);
        model.addAttribute("members", count(failure));
    }

    private long count(FailureDetail failure) {
        try {
            return work.search().count(FailureQuery.of("state:open " + group(failure)), 1_000_000);
        } catch (WrongQuery impossible) {
            throw new IllegalStateException("a query of the hub's own", impossible);
        }
    }

    private static Correction.Kind kind(FailureDetail failure, boolean rule) {
        if (rule) {
            return Correction.Kind.RULE;
        }
        return failure.found().kind().equals(FailureKind.UNKNOWN_CODE.word())
                ? Correction.Kind.CODE
                : Correction.Kind.VALUE;
    }

    /** Those that break the same rule in the same column. */
    private static String alike(FailureDetail failure) {
        return "feed:" + failure.found().feed() + " rule:\"" + failure.found().rule() + "\" column:\""
                + failure.found().column().replace("\"", "") + "\"";
    }

    /** Those that have the same wrong value; where there is none, the same missing one. */
    private static String group(FailureDetail failure) {
        String value = failure.values().isEmpty() ? "" : failure.values().get(0);
        String group = alike(failure);
        return value.isBlank() || value.contains("\"")
                ? group
                : group + " like:" + failure.found().id();
    }

    /** One about a restricted person is not there for those who may not know of it. */
    private FailureDetail one(long id, SignedIn person) {
        return work.desk()
                .one(id)
                .filter(failure -> revealing.mayKnow(person, Subject.failure(id)))
                .orElseThrow(() -> new NotThere("There is no failure " + id + "."));
    }
}
