package uk.fosteringhub.console.wholooked;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.core.reveal.WhoLooked;

/** Who looked at a person, a household, an enquiry or a failure. Asking is in the audit too. */
@Controller
final class WhoLookedPage {
    private static final int PAGE = 50;
    private static final int MOST_IN_FILE = 50_000;
    private static final Pattern FAILURE = Pattern.compile("(?i)failure\\s+([0-9]{1,18})");
    private static final List<RecordType> BY_KEY =
            List.of(RecordTypes.PERSON, RecordTypes.HOUSEHOLD, RecordTypes.ENQUIRY);

    private final WhoLooked looked;
    private final Traces traces;
    private final AuditLog audit;
    private final Revealing revealing;
    private final ZoneId zone;

    WhoLookedPage(Hub hub, Revealing revealing) {
        this.looked = new WhoLooked(hub.database());
        this.traces = new Traces(hub.database());
        this.audit = new AuditLog(hub.database());
        this.revealing = revealing;
        this.zone = hub.settings().zone();
    }

    /**
     * What is asked about.
     *
     * @param type of the record; empty for a failure
     */
    private record Found(Optional<RecordType> type, long id) {
        Subject subject() {
            return type.map(record -> Subject.record(record, id)).orElseGet(() -> Subject.failure(id));
        }
    }

    @GetMapping("/who-looked")
    String show(
            SignedIn person,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        model.addAttribute("id", id.strip());
        model.addAttribute("from", from);
        model.addAttribute("until", until);
        if (!id.isBlank()) {
            Found found = find(person, id.strip());
            List<WhoLooked.Look> looks = looks(found, asked(from, until, Math.max(0, after), PAGE + 1));
            model.addAttribute("subject", Codes.words(found.subject().word()) + " " + found.id());
            model.addAttribute("failure", found.type().isEmpty());
            model.addAttribute("looks", Pages.of(looks, PAGE, WhoLooked.Look::audit));
            if (after == 0) {
                note(person, found, "asked-who-looked");
            }
        }
        return "wholooked/who-looked";
    }

    @GetMapping("/who-looked/looks.csv")
    void download(
            SignedIn person,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            HttpServletResponse response)
            throws IOException {
        Found found = find(person, id.strip());
        List<WhoLooked.Look> looks = looks(found, asked(from, until, 0, MOST_IN_FILE));
        note(person, found, "who-looked-downloaded");
        try (CsvDownload csv = CsvDownload.of(
                response, "who-looked.csv", List.of("entry", "at", "who", "action", "subject", "through", "reason"))) {
            looks.forEach(look -> csv.row(List.of(
                    String.valueOf(look.audit()),
                    look.at().toString(),
                    look.actor(),
                    look.action(),
                    look.subject(),
                    look.through(),
                    look.reason())));
        }
    }

    private List<WhoLooked.Look> looks(Found found, WhoLooked.Asked asked) {
        return found.type()
                .map(type -> looked.at(type, found.id(), asked))
                .orElseGet(() -> looked.at(found.subject(), asked));
    }

    private void note(SignedIn person, Found found, String action) {
        AuditEntry entry = AuditEntry.of(person.name(), action, found.subject().toString());
        audit.write(found.type().isPresent() ? entry.about(found.id()) : entry);
    }

    /**
     * By its hub id, also one from before two records became one, by a system's key ({@code lcs:70001}), or by the number of
     * a failure ({@code failure 12}).
     */
    private Found find(SignedIn person, String asked) {
        Matcher failure = FAILURE.matcher(asked);
        Optional<Found> found = failure.matches()
                ? byFailure(Long.parseLong(failure.group(1)))
                : asked.matches("[0-9]{1,18}") ? byId(Long.parseLong(asked)) : byKey(asked);
        return found.filter(one -> revealing.seesRestricted(person) || revealing.mayKnow(person, one.subject()))
                .orElseThrow(() -> new NotThere("There is no record or failure of this number or key that you may see."
                        + " Write the hub id, such as 1001, a system and its key, such as lcs:70001, or a failure, such"
                        + " as failure 12."));
    }

    private Optional<Found> byFailure(long id) {
        return Optional.of(new Found(Optional.empty(), id)).filter(found -> looked.knows(found.subject()));
    }

    private Optional<Found> byId(long id) {
        return looked.typeOf(id).map(type -> new Found(Optional.of(type), id));
    }

    private Optional<Found> byKey(String asked) {
        int colon = asked.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String system = asked.substring(0, colon).strip();
        String key = asked.substring(colon + 1).strip();
        return BY_KEY.stream()
                .flatMap(type ->
                        traces.bySourceKey(type, system, key).stream().map(id -> new Found(Optional.of(type), id)))
                .findFirst();
    }

    private WhoLooked.Asked asked(String from, String until, long before, int limit) {
        return new WhoLooked.Asked(
                day(from).map(date -> date.atStartOfDay(zone).toInstant()),
                day(until).map(date -> date.plusDays(1).atStartOfDay(zone).toInstant()),
                before,
                limit);
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return written.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeParseException noDay) {
            throw new NotThere("From and to are days, such as 2026-03-31.");
        }
    }
}
