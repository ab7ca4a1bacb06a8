package uk.fosteringhub.console.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.lookup.DeliveryList;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.core.settings.FeedSettings;

/** The runs, and one run: its books, feed by feed and target by target, its deliveries and how they were acknowledged. */
@Controller
final class RunPages {
    private static final int PAGE = 30;

    private final Hub hub;
    private final RunList runs;
    private final DeliveryList deliveries;
    private final StartsRuns starts;
    private final AuditLog audit;

    RunPages(Hub hub, StartsRuns starts, AuditLog audit) {
        this.hub = hub;
        this.runs = new RunList(hub.database());
        this.deliveries = new DeliveryList(hub.database());
        this.starts = starts;
        this.audit = audit;
    }

    @GetMapping("/runs")
    String list(@RequestParam(defaultValue = "0") long after, SignedIn person, Model model) {
        model.addAttribute("runs", Pages.of(runs.of(after, PAGE + 1), PAGE, RunList.Listed::run));
        model.addAttribute("mayStart", person.may("POST", "/runs"));
        model.addAttribute(
                "feeds",
                hub.settings().feeds().stream()
                        .filter(feed -> feed.location().isPresent())
                        .map(FeedSettings::name)
                        .toList());
        return "runs/runs";
    }

    @PostMapping("/runs")
    String start(@RequestParam(defaultValue = "") String feed, SignedIn person, RedirectAttributes next) {
        try {
            Optional<Long> run = starts.start(feed.isEmpty() ? List.of() : List.of(feed), false);
            if (run.isEmpty()) {
                throw new Refused(
                        "Another run is under way. Follow it below the runs, and start yours when it has" + " ended.");
            }
            audit.write(AuditEntry.of(person.name(), "run-started", "run " + run.get())
                    .with("feeds", feed.isEmpty() ? "all" : feed));
            next.addFlashAttribute("done", "Run " + run.get() + " has started.");
            return "redirect:/runs/" + run.get();
        } catch (IllegalArgumentException wrong) {
            throw new Refused(wrong.getMessage());
        }
    }

    @GetMapping("/runs/{run}")
    String one(@PathVariable long run, @RequestHeader Map<String, String> headers, SignedIn person, Model model) {
        RunList.Listed listed = runs.one(run)
                .orElseThrow(
                        () -> new NotThere("There is no run " + run + ". The list of runs shows those there are."));
        model.addAttribute("run", listed);
        model.addAttribute("result", hub.runs().result(run).orElseThrow());
        model.addAttribute("deliveries", deliveries.ofRun(run));
        return headers.containsKey("hx-request") ? "runs/run :: books" : "runs/run";
    }
}
