package uk.fosteringhub.console.incidents;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Incidents;

/** The incidents: what is the matter, and what was. */
@Controller
final class IncidentPages {
    private static final int PAGE = 50;
    private static final int MOST_IN_FILE = 100_000;

    private final Incidents incidents;

    IncidentPages(Incidents incidents) {
        this.incidents = incidents;
    }

    @GetMapping("/incidents")
    String list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        Incidents.Asked asked = asked(state);
        model.addAttribute("incidents", Pages.of(incidents.of(asked, after, PAGE + 1), PAGE, Incident::id));
        model.addAttribute("state", asked.name().toLowerCase(Locale.ROOT));
        return "incidents/incidents";
    }

    @GetMapping("/incidents/incidents.csv")
    void download(@RequestParam(defaultValue = "open") String state, HttpServletResponse response) throws IOException {
        try (CsvDownload csv = CsvDownload.of(
                response,
                "incidents.csv",
                List.of(
                        "incident",
                        "kind",
                        "about",
                        "state",
                        "sentence",
                        "opened",
                        "escalated",
                        "closed",
                        "by",
                        "reason"))) {
            for (Incident incident : incidents.of(asked(state), 0, MOST_IN_FILE)) {
                csv.row(List.of(
                        String.valueOf(incident.id()),
                        incident.kind().word(),
                        incident.subject(),
                        incident.state(),
                        incident.sentence(),
                        incident.openedAt().toString(),
                        incident.escalatedAt().map(Instant::toString).orElse(""),
                        incident.closing().map(end -> end.at().toString()).orElse(""),
                        incident.closing().map(Incident.Closing::by).orElse(""),
                        incident.closing().map(Incident.Closing::reason).orElse("")));
            }
        }
    }

    @GetMapping("/incidents/{id}")
    String one(@PathVariable long id, SignedIn person, Model model) {
        model.addAttribute("incident", known(incidents.one(id)));
        model.addAttribute("told", incidents.told(id));
        model.addAttribute("mayAct", person.may("POST", "/incidents"));
        return "incidents/incident";
    }

    @PostMapping("/incidents/{id}/acknowledge")
    String acknowledge(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            SignedIn person,
            RedirectAttributes next) {
        known(incidents.one(id));
        acted(incidents.acknowledge(id, person.name(), note.strip()));
        next.addFlashAttribute("done", "You have taken on incident " + id + ". It is not escalated by time any more.");
        return "redirect:/incidents/" + id;
    }

    @PostMapping("/incidents/{id}/close")
    String close(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            SignedIn person,
            RedirectAttributes next) {
        known(incidents.one(id));
        if (reason.isBlank()) {
            next.addFlashAttribute("notDone", "Say why the incident is closed: the next person has to know.");
        } else {
            acted(incidents.close(id, person.name(), reason.strip()));
            next.addFlashAttribute("done", "Incident " + id + " is closed.");
        }
        return "redirect:/incidents/" + id;
    }

    private static Incidents.Asked asked(String state) {
        for (Incidents.Asked asked : Incidents.Asked.values()) {
            if (asked.name().equalsIgnoreCase(state)) {
                return asked;
            }
        }
        return Incidents.Asked.OPEN;
    }

    private static Incident known(Optional<Incident> incident) {
        return incident.orElseThrow(() -> new NotThere("There is no incident of this number. The list shows all."));
    }

    private static void acted(Optional<Incident> incident) {
        if (incident.isEmpty()) {
            throw new Refused("The incident is closed already. Go back to it to see by whom and why.");
        }
    }
}
