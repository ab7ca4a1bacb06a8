package uk.fosteringhub.console.records;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** One box that finds a person, a household or an enquiry by whatever is known of it. */
@Controller
final class SearchPage {
    private static final int PAGE = 25;
    private static final int FURTHEST = 5_000;

    private final RecordFinder finder;
    private final Revealing revealing;

    SearchPage(Hub hub, Revealing revealing) {
        this.finder = new RecordFinder(hub.database());
        this.revealing = revealing;
    }

    @GetMapping("/records")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "0") int after,
            SignedIn person,
            Model model) {
        return show("Records", "/records", q, RecordTypes.named(type), after, person, model);
    }

    @GetMapping("/enquiries")
    String enquiries(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int after,
            SignedIn person,
            Model model) {
        return show("Enquiries", "/enquiries", q, Optional.of(RecordTypes.ENQUIRY), after, person, model);
    }

    /** The best come first, so the list is walked by how many were shown; nobody leafs through thousands. */
    private String show(
            String title, String path, String box, Optional<RecordType> type, int after, SignedIn person, Model model) {
        int from = Math.max(0, Math.min(after, FURTHEST));
        List<Masking.Entry> found = finder.find(box, type, from, PAGE + 1, revealing.seesRestricted(person)).stream()
                .map(Masking.MASKED::entry)
                .toList();
        model.addAttribute("heading", title);
        model.addAttribute("path", path);
        model.addAttribute("q", box);
        model.addAttribute("type", type.map(RecordType::name).orElse(""));
        model.addAttribute("types", List.of("person", "household", "enquiry"));
        model.addAttribute("found", Pages.of(found, PAGE, last -> from + PAGE));
        return "records/search";
    }
}
