package uk.fosteringhub.console.differences;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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
import uk.fosteringhub.console.changes.HandsOnChanges;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.differences.OwnersFile;
import uk.fosteringhub.core.differences.RepairItem;
import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlan;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.reveal.Reveals;

/** Repair plans: drafted from differences, looked through, released, and followed until everything is put right. */
@Controller
final class RepairPages {
    private static final int PAGE = 100;
    private static final int PLANS = 30;
    private static final String PLAN = "redirect:/differences/plans/";

    private final RepairPlans plans;
    private final RepairList repairs;
    private final DifferenceBook book;
    private final Revealing revealing;
    private final AuditLog audit;
    private final HandsOnChanges changes;

    RepairPages(Hub hub, Revealing revealing, AuditLog audit, HandsOnChanges changes) {
        this.plans = new RepairPlans(hub);
        this.repairs = new RepairList(hub.database());
        this.book =
                new DifferenceBook(hub.database(), new Ownership(hub.settings().ownership()));
        this.revealing = revealing;
        this.audit = audit;
        this.changes = changes;
    }

    /** How many items of a plan are how far. */
    record Count(String words, long count) {}

    @GetMapping("/differences/plans")
    String list(@RequestParam(defaultValue = "0") long after, Model model) {
        model.addAttribute("plans", Pages.of(repairs.of(after, PLANS + 1), PLANS, RepairPlan::id));
        return "differences/plans";
    }

    @PostMapping("/differences/plans")
    String plan(
            @RequestParam(defaultValue = "") List<Long> difference,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String other,
            SignedIn person,
            RedirectAttributes next) {
        boolean restricted = revealing.seesRestricted(person);
        if (!all && difference.isEmpty()) {
            throw new Refused("Choose at least one difference, then plan its repair.");
        }
        try {
            Optional<Long> plan = all
                    ? plans.plan(new DifferenceAsked(record, field, owner, other, "").open(restricted), person.name())
                    : plans.plan(difference, restricted, person.name());
            long id = plan.orElseThrow(
                    () -> new Refused("None of these differences is still so and open. Look at the list again."));
            next.addFlashAttribute(
                    "done", "The repair is planned. Nothing is told to any system before somebody releases it.");
            return PLAN + id;
        } catch (IllegalArgumentException tooMany) {
            throw new Refused(tooMany.getMessage());
        }
    }

    @GetMapping("/differences/plans/{id}")
    String one(@PathVariable long id, @RequestParam(defaultValue = "0") int after, SignedIn person, Model model) {
        book.refreshSome();
        RepairPlan plan = read(id);
        List<RepairItem> items = repairs.items(id, after, PAGE + 1, revealing.seesRestricted(person));
        model.addAttribute("plan", plan);
        model.addAttribute(
                "counts",
                Arrays.stream(RepairItem.Progress.values())
                        .filter(plan.items()::containsKey)
                        .map(progress ->
                                new Count(Row.words(progress), plan.items().get(progress)))
                        .toList());
        model.addAttribute("items", Pages.of(items.stream().map(Row::of).toList(), PAGE, Row::id));
        model.addAttribute(
                "byHand",
                items.stream()
                        .filter(item -> !item.why().isEmpty())
                        .map(RepairItem::system)
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("mayAct", person.may("POST", "/differences"));
        return "differences/plan";
    }

    @PostMapping("/differences/plans/{id}/release")
    String release(@PathVariable long id, SignedIn person, RedirectAttributes next) {
        boolean released = plans.release(id, person.name());
        if (released) {
            changes.now();
        }
        RepairPlan plan = read(id);
        if (plan.state().equals("dropped")) {
            throw new Refused("This plan was dropped; plan the repair again from the list of differences.");
        }
        next.addFlashAttribute(
                "done",
                released
                        ? "The plan is released, and the systems are being told; follow it here."
                        : "The plan had been released before, and is told once.");
        return PLAN + id;
    }

    @PostMapping("/differences/plans/{id}/drop")
    String drop(@PathVariable long id, SignedIn person, RedirectAttributes next) {
        read(id);
        if (!plans.drop(id, person.name())) {
            throw new Refused("Only a draft can be dropped; this plan was decided about before.");
        }
        next.addFlashAttribute("done", "The plan is dropped. Nothing was told to any system.");
        return PLAN + id;
    }

    /** The list for a system's owner holds values in the clear, so it asks for a reason as a look at a record does. */
    @PostMapping("/differences/plans/{id}/list")
    String ownersList(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String system,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            HttpServletResponse response,
            RedirectAttributes next)
            throws IOException {
        read(id);
        String why = reason.strip();
        if (why.length() < Reveals.SHORTEST_REASON || why.length() > Reveals.LONGEST_REASON) {
            next.addFlashAttribute(
                    "notDone",
                    "Say why you need the list, in " + Reveals.SHORTEST_REASON + " to " + Reveals.LONGEST_REASON
                            + " characters: it holds personal data.");
            return PLAN + id;
        }
        audit.write(AuditEntry.of(person.name(), "repair-list-downloaded", "repair plan " + id)
                .because(why)
                .with("system", system));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"repair-plan-" + id + ".csv\"");
        OwnersFile.write(repairs, id, system, revealing.seesRestricted(person), response.getOutputStream());
        return null;
    }

    private RepairPlan read(long id) {
        return repairs.one(id)
                .orElseThrow(() -> new NotThere(
                        "There is no repair plan of this number. The list of plans shows those there" + " are."));
    }
}
