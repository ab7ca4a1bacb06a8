package uk.fosteringhub.console.checks;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.OutstandingChecks;
import uk.fosteringhub.core.lookup.OutstandingChecks.Which;

/** Checks that somebody waits for: who, since when, and how often they were chased. */
@Controller
final class ChecksPage {
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 200;
    private static final int MOST_IN_FILE = 100_000;

    private final OutstandingChecks checks;

    ChecksPage(Hub hub) {
        this.checks = new OutstandingChecks(hub.database());
    }

    @GetMapping("/checks")
    String show(
            @RequestParam(defaultValue = "awaited") String which,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        int shown = Math.max(1, Math.min(page, MOST_PAGES));
        List<OutstandingChecks.Listed> found = checks.of(which(which), kind(kind), false, (shown - 1) * PAGE, PAGE + 1);
        Map<String, Long> counts = new LinkedHashMap<>();
        Arrays.stream(Which.values()).forEach(each -> counts.put(word(each), checks.count(each)));
        model.addAttribute("counts", counts);
        model.addAttribute("which", word(which(which)));
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", checks.kinds());
        model.addAttribute("page", shown);
        model.addAttribute("more", found.size() > PAGE);
        model.addAttribute("checks", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("today", LocalDate.now());
        return "checks/checks";
    }

    @GetMapping("/checks/checks.csv")
    void download(
            @RequestParam(defaultValue = "awaited") String which,
            @RequestParam(defaultValue = "") String kind,
            HttpServletResponse response)
            throws IOException {
        List<OutstandingChecks.Listed> found = checks.of(which(which), kind(kind), false, 0, MOST_IN_FILE);
        try (CsvDownload csv = CsvDownload.of(
                response,
                "checks.csv",
                List.of(
                        "hub id",
                        "kind",
                        "status",
                        "person",
                        "requested",
                        "sent",
                        "chased",
                        "chasers",
                        "returned",
                        "valid until"))) {
            for (OutstandingChecks.Listed check : found) {
                csv.row(List.of(
                        String.valueOf(check.id()),
                        check.kind(),
                        check.status(),
                        check.person().map(String::valueOf).orElse(""),
                        date(check.requestedOn()),
                        date(check.sentOn()),
                        date(check.chasedOn()),
                        String.valueOf(check.chasers()),
                        date(check.returnedOn()),
                        date(check.validUntil())));
            }
        }
    }

    private static String date(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("");
    }

    private static Optional<String> kind(String kind) {
        return Optional.of(kind.strip()).filter(text -> !text.isEmpty());
    }

    /** What is not one of the words shows what is awaited. */
    private static Which which(String word) {
        return Arrays.stream(Which.values())
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElse(Which.AWAITED);
    }

    private static String word(Which which) {
        return which.name().toLowerCase(Locale.ROOT);
    }
}
