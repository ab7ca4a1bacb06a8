package uk.fosteringhub.console.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.audit.AuditRecord;

/** Who did what, and that nobody has changed what it says. */
@Controller
final class AuditPages {
    private static final int PAGE = 50;
    private static final int BLOCK = 2_000;
    private static final int MOST_IN_FILE = 200_000;

    private final AuditLog audit;
    private final ZoneId zone;

    AuditPages(Hub hub) {
        this.audit = new AuditLog(hub.database());
        this.zone = hub.settings().zone();
    }

    @ModelAttribute("filter")
    AuditFilter filter(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until) {
        return new AuditFilter(actor, action, subject, record, from, until);
    }

    @GetMapping("/audit")
    String show(
            @ModelAttribute("filter") AuditFilter filter, @RequestParam(defaultValue = "0") long after, Model model) {
        List<AuditRecord> found = audit.of(filter.asked(zone, Math.max(0, after), PAGE + 1));
        model.addAttribute("entries", Pages.of(found, PAGE, AuditRecord::id));
        return "audit/audit";
    }

    /** Goes through every entry there is. */
    @GetMapping("/audit/chain")
    String chain(Model model) {
        model.addAttribute("chain", audit.verify());
        return "audit/chain";
    }

    /** Who took the audit away in a file is in the audit too. */
    @GetMapping("/audit/entries.csv")
    void download(SignedIn person, @ModelAttribute("filter") AuditFilter filter, HttpServletResponse response)
            throws IOException {
        audit.of(filter.asked(zone, 0, 1));
        audit.write(AuditEntry.of(person.name(), "audit-downloaded", "audit"));
        try (CsvDownload csv = CsvDownload.of(
                response,
                "audit.csv",
                List.of("entry", "at", "who", "action", "subject", "record", "reason", "detail", "hash"))) {
            long before = 0;
            for (int rows = 0; rows < MOST_IN_FILE; rows += BLOCK) {
                List<AuditRecord> block = audit.of(filter.asked(zone, before, BLOCK));
                block.forEach(record -> csv.row(cells(record)));
                if (block.size() < BLOCK) {
                    return;
                }
                before = block.get(block.size() - 1).id();
            }
        }
    }

    private static List<String> cells(AuditRecord record) {
        AuditEntry entry = record.entry();
        return List.of(
                String.valueOf(record.id()),
                record.at().toString(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.entity().map(String::valueOf).orElse(""),
                entry.reason(),
                detail(entry.detail()),
                record.hash());
    }

    /** {@code key 1a2b3c4d, count 12}. */
    static String detail(Map<String, String> detail) {
        return new TreeMap<>(detail)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
