package uk.fosteringhub.console.differences;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.DifferencesFile;
import uk.fosteringhub.core.differences.ListedDifference;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;

/** Where systems say different things: counts, a list, and one difference with what can be decided about it. */
@Controller
final class DifferencePages {
    private static final int PAGE = 50;

    private final DifferenceBook book;
    private final DifferenceList differences;
    private final Revealing revealing;

    DifferencePages(Hub hub, Revealing revealing) {
        this.book =
                new DifferenceBook(hub.database(), new Ownership(hub.settings().ownership()));
        this.differences = new DifferenceList(hub.database());
        this.revealing = revealing;
    }

    @ModelAttribute("asked")
    DifferenceAsked asked(
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String accepted) {
        return new DifferenceAsked(record, field, owner, other, accepted);
    }

    /** What changed since the last minute is taken in first, as far as that is quick. */
    @GetMapping("/differences")
    String list(
            @ModelAttribute("asked") DifferenceAsked asked,
            @RequestParam(defaultValue = "0") long after,
            SignedIn person,
            Model model) {
        boolean more = book.refreshSome();
        boolean restricted = revealing.seesRestricted(person);
        model.addAttribute("more", more);
        model.addAttribute("counts", differences.counts(asked.filter(restricted)));
        model.addAttribute(
                "differences",
                Pages.of(
                        differences.of(asked.filter(restricted), after, PAGE + 1).stream()
                                .map(difference -> Row.of(difference, false))
                                .toList(),
                        PAGE,
                        Row::id));
        model.addAttribute("states", List.of("accepted", "both"));
        model.addAttribute("mayAct", person.may("POST", "/differences"));
        return "differences/differences";
    }

    @GetMapping("/differences/differences.csv")
    void download(@ModelAttribute("asked") DifferenceAsked asked, SignedIn person, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"differences.csv\"");
        DifferencesFile.write(
                differences, asked.filter(revealing.seesRestricted(person)), false, response.getOutputStream());
    }

    @GetMapping("/differences/{id}")
    String one(@PathVariable long id, SignedIn person, Model model) {
        ListedDifference difference = read(id, person);
        Shown shown = revealing.of(
                person,
                Subject.record(RecordTypes.named(difference.recordType()).orElseThrow(), difference.entity()),
                "/differences/" + id);
        model.addAttribute("shown", shown);
        model.addAttribute("row", Row.of(difference, shown.revealed()));
        model.addAttribute("seen", seen(difference));
        model.addAttribute("mayAct", person.may("POST", "/differences"));
        return "differences/difference";
    }

    @PostMapping("/differences/{id}/accept")
    String accept(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String seen,
            SignedIn person,
            RedirectAttributes next) {
        ListedDifference difference = read(id, person);
        if (reason.isBlank()) {
            next.addFlashAttribute("notDone", "Say why this difference may stay.");
        } else if (!seen.equals(seen(difference)) || !differences.accept(difference, reason, person.name())) {
            next.addFlashAttribute(
                    "notDone",
                    "One of the two systems says something else by now. Look at it again before you decide.");
        } else {
            next.addFlashAttribute(
                    "done", "This difference may stay until one of the two systems says something else.");
        }
        return "redirect:/differences/" + id;
    }

    @PostMapping("/differences/{id}/reopen")
    String reopen(@PathVariable long id, SignedIn person, RedirectAttributes next) {
        differences.reopen(read(id, person), person.name());
        next.addFlashAttribute("done", "This difference is open again.");
        return "redirect:/differences/" + id;
    }

    private ListedDifference read(long id, SignedIn person) {
        if (id <= 0) {
            throw new Refused("Differences are numbered from 1; use the links of the list.");
        }
        return differences
                .one(id, revealing.seesRestricted(person))
                .orElseThrow(() -> new NotThere(
                        "There is no difference of this number, or not any more: the two systems may agree by now."));
    }

    /** By what the form knows again what the person saw, without telling what it was. */
    private static String seen(ListedDifference difference) {
        return Integer.toHexString((difference.ownerValue() + '\n' + difference.otherValue()).hashCode());
    }
}
