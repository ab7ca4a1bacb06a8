package uk.fosteringhub.console.attribution;

import java.util.ArrayList;
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
import uk.fosteringhub.core.attribution.report.CausedEnquiries;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;

/** Enquiries with what caused them: the newest, or those that somebody looks for. */
@Controller
final class EnquiryList {
    private static final String PATH = "/attribution/enquiries";
    private static final int PAGE = 25;
    private static final int FURTHEST = 5_000;

    private final CausedEnquiries caused;
    private final RecordFinder finder;
    private final Revealing revealing;

    EnquiryList(Hub hub, Revealing revealing) {
        this.caused = new CausedEnquiries(hub.database());
        this.finder = new RecordFinder(hub.database());
        this.revealing = revealing;
    }

    /** Whatever is known of an enquiry finds it; if it finds one alone, that one is shown. */
    @GetMapping(PATH)
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int after,
            SignedIn person,
            Model model) {
        int from = Math.max(0, Math.min(after, FURTHEST));
        boolean restricted = revealing.seesRestricted(person);
        List<CausedEnquiries.Listed> listed;
        List<Long> found = List.of();
        if (q.isBlank()) {
            listed = caused.newest(Optional.empty(), from, PAGE + 1, restricted);
        } else {
            if (isOfOne(q.strip(), person)) {
                return "redirect:" + PATH + "/" + Long.parseLong(q.strip());
            }
            found = finder.find(q, Optional.of(RecordTypes.ENQUIRY), from, PAGE + 1, restricted).stream()
                    .map(FoundRecord::id)
                    .toList();
            if (from == 0 && found.size() == 1) {
                return "redirect:" + PATH + "/" + found.get(0);
            }
            listed = caused.of(found);
        }
        model.addAttribute("reports", ReportPages.REPORTS);
        model.addAttribute("q", q);
        model.addAttribute("since", since(found, listed));
        model.addAttribute("listed", Pages.of(listed, PAGE, last -> from + PAGE));
        return "attribution/enquiries";
    }

    /** Those that came since enquiries were last attributed. The page of one works its cause out anew. */
    private static List<Long> since(List<Long> found, List<CausedEnquiries.Listed> listed) {
        List<Long> since = new ArrayList<>(found);
        since.removeAll(listed.stream().map(CausedEnquiries.Listed::enquiry).toList());
        return since;
    }

    private boolean isOfOne(String box, SignedIn person) {
        return box.matches("[0-9]{1,18}")
                && revealing.mayKnow(person, Subject.record(RecordTypes.ENQUIRY, Long.parseLong(box)));
    }
}
