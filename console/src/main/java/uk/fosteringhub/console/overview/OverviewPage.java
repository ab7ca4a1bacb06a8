package uk.fosteringhub.console.overview;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.WaitingFailures;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.lookup.Backlog;
import uk.fosteringhub.core.lookup.Nights;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.watch.Incidents;

/** The morning: how the night went, what waits, and what somebody has to look at. */
@Controller
final class OverviewPage {
    private static final int NIGHTS = 14;
    private static final int MOST_INCIDENTS = 10;
    private static final int MOST_GROUPS = 10;

    private final Hub hub;
    private final RunList runs;
    private final Nights nights;
    private final Backlog backlog;
    private final WaitingFailures failures;
    private final Incidents incidents;
    private final WaitingPairs pairs;
    private final Revealing revealing;

    OverviewPage(Hub hub, Incidents incidents, Revealing revealing) {
        this.hub = hub;
        this.runs = new RunList(hub.database());
        this.nights = new Nights(hub.database(), hub.settings().zone());
        this.backlog = new Backlog(hub.database());
        this.failures = new WaitingFailures(hub.database());
        this.incidents = incidents;
        this.pairs = new WaitingPairs(IdentityDesk.of(hub).queue());
        this.revealing = revealing;
    }

    @GetMapping("/")
    String show(SignedIn person, Model model) {
        List<RunList.Listed> newest = runs.of(0, NIGHTS);
        model.addAttribute(
                "running",
                newest.stream()
                        .filter(run -> run.verdict().isEmpty())
                        .findFirst()
                        .orElse(null));
        Optional<RunResult> last = newest.stream()
                .filter(run -> run.verdict().isPresent())
                .findFirst()
                .flatMap(run -> hub.runs().result(run.run()));
        model.addAttribute("last", last.orElse(null));
        model.addAttribute(
                "notGreen",
                last.map(run -> run.feeds().stream()
                                .filter(feed -> feed.verdict() != Verdict.GREEN)
                                .toList())
                        .orElse(List.of()));
        model.addAttribute("received", last.map(OverviewPage::received).orElse(0L));
        model.addAttribute("nights", nights.last(NIGHTS));
        model.addAttribute("backlog", backlog.of(hub.targets().all()));
        model.addAttribute("incidents", incidents.of(Incidents.Asked.OPEN, 0, MOST_INCIDENTS));
        if (person.may("GET", "/failures")) {
            model.addAttribute("failures", failures.now(MOST_GROUPS));
        }
        if (person.may("GET", "/identity")) {
            model.addAttribute("pairs", pairs.sentence(revealing.seesRestricted(person)));
        }
        return "overview/overview";
    }

    private static long received(RunResult run) {
        return run.feeds().stream()
                .map(FeedResult::books)
                .mapToLong(books -> books.received())
                .sum();
    }
}
