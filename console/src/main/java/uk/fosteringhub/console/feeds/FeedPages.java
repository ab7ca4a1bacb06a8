package uk.fosteringhub.console.feeds;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.FeedNights;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.core.watch.Subject;

/** The feeds: what is configured, what has come, and what can be done about each. */
@Controller
final class FeedPages {
    private static final int NIGHTS = 14;

    private final Hub hub;
    private final FeedRows rows;
    private final FeedNights nights;
    private final FeedPauses pauses;
    private final Incidents incidents;
    private final ActsOnFeeds acts;

    FeedPages(Hub hub, FeedPauses pauses, Incidents incidents, ActsOnFeeds acts) {
        this.hub = hub;
        this.rows = new FeedRows(hub, pauses);
        this.nights = new FeedNights(hub.database());
        this.pauses = pauses;
        this.incidents = incidents;
        this.acts = acts;
    }

    @GetMapping("/feeds")
    String list(
            @RequestParam(defaultValue = "") String system,
            @RequestParam(defaultValue = "") String state,
            Model model) {
        model.addAttribute("feeds", rows.of(system, state));
        model.addAttribute("system", system);
        model.addAttribute(
                "systems",
                hub.settings().systems().stream().map(SystemSettings::name).toList());
        model.addAttribute("state", state);
        model.addAttribute("states", FeedRows.STATES);
        return "feeds/feeds";
    }

    @GetMapping("/feeds/feeds.csv")
    void download(
            @RequestParam(defaultValue = "") String system,
            @RequestParam(defaultValue = "") String state,
            HttpServletResponse response)
            throws IOException {
        try (CsvDownload csv = CsvDownload.of(
                response,
                "feeds.csv",
                List.of("feed", "state", "verdict", "kind", "last delivery", "records", "failures", "comes from"))) {
            for (FeedRow row : rows.of(system, state)) {
                csv.row(List.of(
                        row.feed().name(),
                        row.state(),
                        row.verdict().map(Enum::name).orElse(""),
                        row.kind(),
                        row.known().lastDelivery().map(Object::toString).orElse(""),
                        String.valueOf(row.known().records()),
                        String.valueOf(row.known().openFailures()),
                        row.feed().location().orElse("")));
            }
        }
    }

    @GetMapping("/feeds/{name}")
    String one(@PathVariable String name, SignedIn person, Model model) {
        FeedSettings feed = named(name);
        RecordMapping mapping = hub.mappings().named(feed.mapping());
        model.addAttribute("row", rows.one(feed));
        model.addAttribute("pause", pauses.of(name).orElse(null));
        model.addAttribute("nights", nights.of(name, NIGHTS));
        model.addAttribute("incidents", incidents.openAbout(Subject.feed(name)));
        model.addAttribute("mapping", mapping);
        model.addAttribute(
                "keys",
                mapping.columns().stream()
                        .filter(column -> column.required())
                        .map(column -> column.name())
                        .toList());
        model.addAttribute("mayAct", person.may("POST", "/feeds"));
        return "feeds/feed";
    }

    @PostMapping("/feeds/{name}/pause")
    String pause(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            RedirectAttributes next) {
        named(name);
        if (reason.isBlank()) {
            next.addFlashAttribute("notDone", "Say why the feed is paused: whoever reads the verdict has to know.");
        } else if (pauses.pause(name, person.name(), reason.strip())) {
            next.addFlashAttribute("done", name + " is paused. Nothing of it is read until somebody resumes it.");
        } else {
            throw new Refused(name + " is paused already. Go back to the feed to see by whom and why.");
        }
        return "redirect:/feeds/" + name;
    }

    @PostMapping("/feeds/{name}/resume")
    String resume(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        named(name);
        acts.resume(name, person.name(), "");
        next.addFlashAttribute("done", name + " is resumed. The next run reads it.");
        return "redirect:/feeds/" + name;
    }

    @PostMapping("/feeds/{name}/run")
    String run(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        named(name);
        long run = acts.run(name, person.name());
        next.addFlashAttribute("done", "Run " + run + " has started.");
        return "redirect:/runs/" + run;
    }

    @PostMapping("/feeds/{name}/test")
    String test(@PathVariable String name, SignedIn person, RedirectAttributes next) {
        named(name);
        ActsOnFeeds.Tested tested = acts.test(name, person.name());
        next.addFlashAttribute(tested.good() ? "done" : "notDone", String.join(" ", tested.sentences()));
        return "redirect:/feeds/" + name;
    }

    private FeedSettings named(String name) {
        Optional<FeedSettings> feed = hub.settings().feeds().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        return feed.orElseThrow(() -> new NotThere("There is no feed of this name. The list of feeds shows all."));
    }
}
