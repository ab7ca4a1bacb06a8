package uk.fosteringhub.console.failures;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureCsv;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.reveal.Subject;

/** What could not go on: in groups, as a list, as a file. */
@Controller
final class FailurePages {
    private static final int PAGE = 50;
    private static final int COUNTED = 10_000;
    private static final String WAITING = "state:open OR state:held OR state:retrying";

    private final FailureWork work;
    private final ShownValues values;
    private final Revealing revealing;

    FailurePages(Hub hub, ShownValues values, Revealing revealing) {
        this.work = FailureWork.of(hub);
        this.values = values;
        this.revealing = revealing;
    }

    /** @param query that finds its members */
    record GroupRow(FailureGroups.Group group, String first, String second, String query) {}

    @GetMapping("/failures")
    String groups(
            @RequestParam(defaultValue = WAITING) String query,
            @RequestParam(defaultValue = "feed") String by,
            @RequestParam(defaultValue = "rule") String and,
            Model model) {
        common(model, query, by, and);
        try {
            By first = by(by);
            By second = by(and);
            model.addAttribute(
                    "groups",
                    work.groups().of(FailureQuery.of(query), first, second).stream()
                            .map(group -> row(group, first, second, query))
                            .toList());
        } catch (WrongQuery wrong) {
            model.addAttribute("groups", List.of());
            model.addAttribute("notDone", wrong.getMessage());
        }
        return "failures/groups";
    }

    @GetMapping("/failures/list")
    String list(
            @RequestParam(defaultValue = WAITING) String query,
            @RequestParam(defaultValue = "0") long after,
            SignedIn person,
            Model model) {
        common(model, query, "feed", "rule");
        model.addAttribute("mayAct", person.may("POST", "/failures"));
        try {
            FailureQuery asked = FailureQuery.of(query);
            model.addAttribute(
                    "failures", Pages.of(work.search().page(asked, after, PAGE + 1), PAGE, FailureSearch.Found::id));
            model.addAttribute("count", work.search().count(asked, COUNTED));
            model.addAttribute("counted", COUNTED);
        } catch (WrongQuery wrong) {
            model.addAttribute("failures", Pages.of(List.<FailureSearch.Found>of(), PAGE, FailureSearch.Found::id));
            model.addAttribute("count", 0L);
            model.addAttribute("counted", COUNTED);
            model.addAttribute("notDone", wrong.getMessage());
        }
        return "failures/list";
    }

    @GetMapping("/failures/failures.csv")
    void download(@RequestParam(defaultValue = WAITING) String query, HttpServletResponse response)
            throws IOException, WrongQuery {
        FailureQuery asked = FailureQuery.of(query);
        try (CsvDownload csv = CsvDownload.of(response, "failures.csv", FailureCsv.header())) {
            long before = 0;
            for (List<FailureSearch.Found> found = work.search().page(asked, before, 1_000);
                    !found.isEmpty();
                    found = work.search().page(asked, before, 1_000)) {
                found.forEach(one -> csv.row(FailureCsv.cells(one)));
                before = found.get(found.size() - 1).id();
            }
        }
    }

    @PostMapping("/failures/filters")
    String save(@RequestParam String name, @RequestParam String query, SignedIn person, RedirectAttributes next) {
        try {
            work.filters().save(name, query, person.name());
            next.addFlashAttribute("done", "The filter is kept.");
        } catch (FailureRefused | WrongQuery refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
        }
        return "redirect:" + listOf(query);
    }

    @PostMapping("/failures/filters/remove")
    String remove(@RequestParam String name, RedirectAttributes next) {
        work.filters().remove(name);
        next.addFlashAttribute("done", "The filter is no longer kept.");
        return "redirect:/failures/list";
    }

    static String listOf(String query) {
        return UriComponentsBuilder.fromPath("/failures/list")
                .queryParam("query", "{query}")
                .encode()
                .buildAndExpand(query)
                .toUriString();
    }

    private void common(Model model, String query, String by, String and) {
        model.addAttribute("query", query);
        model.addAttribute("by", by);
        model.addAttribute("and", and);
        model.addAttribute("waiting", WAITING);
        model.addAttribute("filters", work.filters().all());
        model.addAttribute("names", FailureQuery.Name.values());
        model.addAttribute("things", Arrays.stream(By.values()).map(By::word).toList());
    }

    private static By by(String word) throws WrongQuery {
        for (By by : By.values()) {
            if (by.word().equals(word.toLowerCase(Locale.ROOT))) {
                return by;
            }
        }
        FailureQuery.of("by:" + word);
        return By.FEED;
    }

    private GroupRow row(FailureGroups.Group group, By first, By second, String query) {
        return new GroupRow(
                group,
                shown(first, group.first(), group),
                first == second ? "" : shown(second, group.second(), group),
                "(" + query + ") " + term(first, group.first(), group)
                        + (first == second ? "" : " " + term(second, group.second(), group)));
    }

    /** Of values enough is shown to know them again, and nothing of those in a restricted person's row. */
    private String shown(By by, String text, FailureGroups.Group group) {
        if (by != By.VALUE || text.isEmpty() || text.equals(FailureGroups.DAMAGED)) {
            return text.isEmpty() ? "(none)" : text;
        }
        if (revealing.restricted(Subject.failure(group.sample()))) {
            return "(not shown)";
        }
        return work.desk()
                .one(group.sample())
                .map(failure -> values.value(failure, false))
                .orElse("");
    }

    /** The value itself does not stand in an address: a failure that has it does. */
    private static String term(By by, String text, FailureGroups.Group group) {
        return by == By.VALUE
                ? text.isEmpty() ? "" : "like:" + group.sample()
                : by.word() + ":\"" + text.replace("\"", "") + "\"";
    }
}
