package uk.fosteringhub.console.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.layout.Pages;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.records.RecordTypes;

/** Pairs of records of which a person has to say whether they are one: the list, and the way to the next. */
@Controller
final class ReviewPages {
    private static final int PAGE = 25;

    private final ReviewQueue queue;
    private final NextPair next;
    private final Revealing revealing;

    ReviewPages(Hub hub, NextPair next, Revealing revealing) {
        this.queue = IdentityDesk.of(hub).queue();
        this.next = next;
        this.revealing = revealing;
    }

    /** A choice of a filter. */
    record Choice(String word, String words) {}

    /** A pair in the list. */
    record Row(
            long id,
            String one,
            String other,
            String kind,
            List<String> touched,
            List<String> why,
            String weight,
            boolean restricted,
            Instant since) {
        static Row of(PairView pair) {
            return new Row(
                    pair.id(),
                    Halves.name(pair.one()),
                    Halves.name(pair.other()),
                    Question.of(pair.one().type(), pair.other().type()).kind(),
                    pair.touched().stream().map(Consequence::words).toList(),
                    PairShown.why(pair),
                    Bits.of(pair.weight()),
                    pair.restricted(),
                    pair.foundAt());
        }
    }

    @GetMapping("/identity")
    String list(
            @ModelAttribute("asked") QueueAsked asked,
            @RequestParam(defaultValue = "0") long after,
            SignedIn person,
            Model model) {
        ReviewQueue.Filter filter = asked.filter(revealing.seesRestricted(person));
        model.addAttribute(
                "pairs",
                Pages.of(
                        queue.list(filter, after, PAGE + 1).stream()
                                .map(Row::of)
                                .toList(),
                        PAGE,
                        Row::id));
        model.addAttribute("count", waiting(queue.count(filter)));
        model.addAttribute("shows", shows());
        model.addAttribute(
                "types",
                List.of(
                        RecordTypes.PERSON.name(),
                        RecordTypes.ENQUIRY.name(),
                        RecordTypes.CHECK.name(),
                        RecordTypes.TOUCHPOINT.name()));
        model.addAttribute(
                "consequences",
                Arrays.stream(Consequence.values())
                        .map(one -> new Choice(one.name().toLowerCase(Locale.ROOT), one.words()))
                        .toList());
        model.addAttribute("mayDecide", person.may("POST", "/identity"));
        return "identity/queue";
    }

    /** To the next pair that this person may decide. */
    @GetMapping("/identity/next")
    String next(
            @ModelAttribute("asked") QueueAsked asked,
            @RequestParam(defaultValue = "0") long after,
            SignedIn person,
            RedirectAttributes flash) {
        OptionalLong pair = next.after(after, asked, person);
        if (pair.isEmpty()) {
            flash.addFlashAttribute("nothingMore", true);
            return "redirect:" + asked.at("/identity");
        }
        return "redirect:" + asked.at("/identity/pairs/" + pair.getAsLong());
    }

    static List<Choice> shows() {
        return List.of(
                new Choice("waiting", "nobody has looked"),
                new Choice("second", "waiting for a second person"),
                new Choice("unsure", "nobody could tell"),
                new Choice("doubted", "linked, and doubted since"));
    }

    static String waiting(long count) {
        if (count == 0) {
            return "No pair waits.";
        }
        if (count == 1) {
            return "1 pair waits.";
        }
        return (count == ReviewQueue.MOST_COUNTED ? "At least " : "") + count + " pairs wait.";
    }
}
