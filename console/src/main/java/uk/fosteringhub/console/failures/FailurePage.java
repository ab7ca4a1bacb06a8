package uk.fosteringhub.console.failures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureKind;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.FailureState;
import uk.fosteringhub.core.replay.Editing;
import uk.fosteringhub.core.replay.FailureReadings;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.reveal.Subject;

/** One failure: what happened, who must act, what can be done, what was done. */
@Controller
final class FailurePage {
    private static final String COLUMN = "column:";

    private final FailureWork work;
    private final ShownValues values;
    private final Revealing revealing;

    FailurePage(Hub hub, ShownValues values, Revealing revealing) {
        this.work = FailureWork.of(hub);
        this.values = values;
        this.revealing = revealing;
    }

    @GetMapping("/failures/{id:[0-9]+}")
    String show(@PathVariable long id, SignedIn person, Model model) {
        FailureDetail failure = one(id, person);
        common(model, failure, person);
        Shown shown = revealing.of(person, Subject.failure(id), "/failures/" + id);
        Optional<FailureReadings.Reading> reading = work.replays().readings().of(failure);
        model.addAttribute("shown", shown);
        model.addAttribute("explanation", work.explanations().of(failure));
        model.addAttribute("columns", values.columns(failure, shown.revealed()));
        model.addAttribute("value", values.value(failure, shown.revealed()));
        model.addAttribute("reading", reading.orElse(null));
        model.addAttribute(
                "fields",
                reading.map(read -> values.fields(read, shown.revealed())).orElse(List.of()));
        model.addAttribute("history", work.desk().history(id));
        model.addAttribute("problems", Problems.of(failure.problems()));
        return "failures/failure";
    }

    @GetMapping("/failures/{id:[0-9]+}/edit")
    String edit(@PathVariable long id, SignedIn person, Model model) {
        FailureDetail failure = one(id, person);
        common(model, failure, person);
        Shown shown = revealing.of(person, Subject.failure(id), "/failures/" + id + "/edit");
        model.addAttribute("shown", shown);
        model.addAttribute("columns", values.columns(failure, shown.revealed()));
        return "failures/edit";
    }

    /** What stays empty is kept as it was received. */
    @PostMapping("/failures/{id:[0-9]+}/edit")
    String replace(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String token,
            @RequestParam String reason,
            @RequestParam(defaultValue = "replay") String act,
            @RequestParam Map<String, String> form,
            SignedIn person,
            RedirectAttributes next) {
        FailureDetail failure = one(id, person);
        Map<String, String> changed = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(COLUMN) && !value.isEmpty()) {
                changed.put(name.substring(COLUMN.length()), value);
            } else if (name.startsWith("empty:")) {
                changed.put(name.substring("empty:".length()), "");
            }
        });
        try {
            Editing.Wanted wanted =
                    new Editing.Wanted(id, version, EditedRow.of(failure.raw(), changed), person.name(), reason);
            if (act.equals("preview")) {
                Preview looked = work.replays().editing().preview(wanted);
                next.addFlashAttribute(
                        "done", "Only looked at: it would " + Words.would(looked) + ". Enter it again to replay it.");
                return "redirect:/failures/" + id + "/edit";
            }
            ReplaySet set = work.replays().editing().replaceAndReplay(wanted, token);
            return "redirect:/failures/replays/" + set.id();
        } catch (FailureRefused | IllegalArgumentException refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
            return "redirect:/failures/" + id;
        }
    }

    @PostMapping("/failures/{id:[0-9]+}/discard")
    String discard(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String reason,
            SignedIn person,
            RedirectAttributes next) {
        one(id, person);
        return done(id, next, "It is discarded.", () -> work.desk().discard(id, version, person.name(), reason));
    }

    @PostMapping("/failures/{id:[0-9]+}/open")
    String open(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String reason,
            SignedIn person,
            RedirectAttributes next) {
        one(id, person);
        return done(id, next, "It is open again.", () -> work.desk().open(id, version, person.name(), reason));
    }

    @PostMapping("/failures/{id:[0-9]+}/note")
    String note(@PathVariable long id, @RequestParam String note, SignedIn person, RedirectAttributes next) {
        one(id, person);
        return done(id, next, "The note is kept.", () -> work.desk().note(id, person.name(), note));
    }

    @FunctionalInterface
    private interface Act {
        void carryOut() throws FailureRefused;
    }

    private static String done(long id, RedirectAttributes next, String sentence, Act act) {
        try {
            act.carryOut();
            next.addFlashAttribute("done", sentence);
        } catch (FailureRefused refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
        }
        return "redirect:/failures/" + id;
    }

    private void common(Model model, FailureDetail failure, SignedIn person) {
        FailureState state = failure.found().state();
        boolean mayAct = person.may("POST", "/failures");
        boolean single = failure.damage().isEmpty()
                && !failure.found().step().equals("deliver")
                && !failure.found().kind().equals(FailureKind.DELIVERY_REFUSED.word())
                && !failure.found().kind().equals(FailureKind.ENDING_HELD.word());
        model.addAttribute("failure", failure);
        model.addAttribute("token", UUID.randomUUID().toString());
        model.addAttribute("mayReplay", mayAct && (state == FailureState.OPEN || state == FailureState.HELD));
        model.addAttribute("mayEdit", mayAct && single && state == FailureState.OPEN);
        model.addAttribute(
                "mayCorrect",
                mayAct
                        && single
                        && state == FailureState.OPEN
                        && !failure.found().column().isEmpty());
        model.addAttribute("mayDiscard", mayAct && state == FailureState.OPEN);
        model.addAttribute("mayOpen", mayAct && state == FailureState.DISCARDED);
        model.addAttribute("mayNote", mayAct);
        model.addAttribute("held", state == FailureState.HELD);
    }

    /** One about a restricted person is not there for those who may not know of it. */
    private FailureDetail one(long id, SignedIn person) {
        return work.desk()
                .one(id)
                .filter(failure -> revealing.mayKnow(person, Subject.failure(id)))
                .orElseThrow(
                        () -> new NotThere("There is no failure " + id + ". It may have been removed for its age."));
    }
}
