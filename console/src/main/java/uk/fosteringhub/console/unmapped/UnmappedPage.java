package uk.fosteringhub.console.unmapped;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.answer.CsvDownload;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.UnmappedCodes;

/** Codes that no table knows: the records went on with the value as received. */
@Controller
final class UnmappedPage {
    private static final int MOST = 500;
    private static final int MOST_IN_FILE = 100_000;

    private final UnmappedCodes codes;

    UnmappedPage(Hub hub) {
        this.codes = new UnmappedCodes(hub.database());
    }

    @GetMapping("/unmapped")
    String show(
            @RequestParam(defaultValue = "") String feed, @RequestParam(defaultValue = "") String table, Model model) {
        List<UnmappedCodes.Listed> found = read(feed, table, MOST);
        model.addAttribute("codes", found);
        model.addAttribute("feed", feed);
        model.addAttribute("table", table);
        model.addAttribute("most", MOST);
        return "unmapped/unmapped";
    }

    @GetMapping("/unmapped/codes.csv")
    void download(
            @RequestParam(defaultValue = "") String feed,
            @RequestParam(defaultValue = "") String table,
            HttpServletResponse response)
            throws IOException {
        List<UnmappedCodes.Listed> found = read(feed, table, MOST_IN_FILE);
        try (CsvDownload csv = CsvDownload.of(
                response,
                "unmapped-codes.csv",
                List.of("feed", "code table", "column", "value", "seen", "first seen", "last seen"))) {
            for (UnmappedCodes.Listed code : found) {
                csv.row(List.of(
                        code.feed(),
                        code.table(),
                        code.column(),
                        code.value(),
                        String.valueOf(code.seen()),
                        code.firstSeen().toString(),
                        code.lastSeen().toString()));
            }
        }
    }

    private List<UnmappedCodes.Listed> read(String feed, String table, int most) {
        return codes.of(
                Optional.of(feed.strip()).filter(text -> !text.isEmpty()),
                Optional.of(table.strip()).filter(text -> !text.isEmpty()),
                most);
    }
}
