package uk.fosteringhub.console.attribution;

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
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.attribution.store.Corrections;
import uk.fosteringhub.core.attribution.store.EnquiryTraces;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;

/** What caused one enquiry, and the correction of it by somebody who knows better. */
@Controller
final class CausePage {
    private static final String PATH = "/attribution/enquiries/";

    private final EnquiryTraces traces;
    private final Corrections corrections;
    private final Revealing revealing;

    CausePage(Hub hub, Revealing revealing) {
        this.revealing = revealing;
        this.traces = new EnquiryTraces(
                hub.database(), hub.mappings().sources(), hub.settings().attribution());
        this.corrections = new Corrections(
                hub.database(),
                new AuditLog(hub.database()),
                new Attributor(
                        hub.database(), hub.mappings().sources(), hub.settings().attribution()));
    }

    @GetMapping("/attribution/enquiries/{id}")
    String show(@PathVariable long id, SignedIn person, Model model) {
        Subject subject = known(id, person);
        model.addAttribute("trace", traces.of(id).orElseThrow(CausePage::notThere));
        model.addAttribute("shown", revealing.of(person, subject, PATH + id));
        model.addAttribute("channels", corrections.choices());
        model.addAttribute("mayCorrect", person.may("POST", PATH + id + "/correction"));
        return "attribution/cause";
    }

    @PostMapping("/attribution/enquiries/{id}/correction")
    String correct(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String takeBack,
            SignedIn person,
            RedirectAttributes after) {
        known(id, person);
        try {
            if (takeBack.isEmpty()) {
                corrections.correct(person.name(), id, channel, campaign, reason);
                after.addFlashAttribute("done", "Corrected. Your correction counts in every model and report.");
            } else {
                corrections.takeBack(person.name(), id, reason);
                after.addFlashAttribute("done", "The correction is taken back. The evidence counts again.");
            }
        } catch (Corrections.NotPossible not) {
            after.addFlashAttribute("notDone", not.getMessage());
        }
        return "redirect:" + PATH + id;
    }

    private Subject known(long id, SignedIn person) {
        Subject subject = Subject.record(RecordTypes.ENQUIRY, id);
        if (!revealing.mayKnow(person, subject)) {
            throw notThere();
        }
        return subject;
    }

    private static NotThere notThere() {
        return new NotThere("There is no enquiry of this number that you may see, or nobody knows when it came.");
    }
}
