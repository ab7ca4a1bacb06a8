package uk.fosteringhub.console.records;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.differences.DifferenceFilter;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.lookup.records.LivesWith;
import uk.fosteringhub.core.lookup.records.RawLine;
import uk.fosteringhub.core.lookup.records.RawLines;
import uk.fosteringhub.core.lookup.records.WholeRecord;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.masking.RawMask;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.core.settings.FeedSettings;

/** One record: what holds, where it comes from, what each system says, its history, and what stands around it. */
@Controller
final class RecordPage {
    private static final int MOST_DIFFERENCES = 50;

    private final Hub hub;
    private final WholeRecords records;
    private final RawLines raw;
    private final DifferenceList differences;
    private final LivesWith livesWith;
    private final RecordViews views;
    private final Revealing revealing;

    RecordPage(Hub hub, Revealing revealing) {
        Ownership ownership = new Ownership(hub.settings().ownership());
        this.hub = hub;
        this.records = new WholeRecords(hub.database(), ownership, hub.targets().all());
        this.raw = new RawLines(hub);
        this.differences = new DifferenceList(hub.database());
        this.livesWith = new LivesWith(hub.database());
        this.views = new RecordViews(
                ownership,
                hub.settings().feeds().stream().map(FeedSettings::name).collect(Collectors.toUnmodifiableSet()));
        this.revealing = revealing;
    }

    /** Somebody of the same household. */
    record Mate(Masking.Entry record, String why, Instant since) {}

    @GetMapping("/records/{type}/{id}")
    String show(@PathVariable String type, @PathVariable long id, SignedIn person, Model model) {
        RecordType known = type(type);
        WholeRecord whole = read(known, id, person);
        Shown shown = revealing.of(person, Subject.record(known, id), "/records/" + type + "/" + id);
        model.addAttribute("shown", shown);
        model.addAttribute("view", views.of(known, whole, new Masking(shown.revealed())));
        model.addAttribute("failures", whole.failures());
        model.addAttribute("mayFailures", person.may("GET", "/failures"));
        model.addAttribute("isEnquiry", known.equals(RecordTypes.ENQUIRY));
        model.addAttribute("mates", known.equals(RecordTypes.PERSON) ? mates(id, person) : List.of());
        model.addAttribute(
                "differences",
                person.may("GET", "/differences")
                        ? differences.of(
                                new DifferenceFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(id),
                                        Optional.of(false),
                                        revealing.seesRestricted(person)),
                                0,
                                MOST_DIFFERENCES)
                        : List.of());
        return "records/record";
    }

    /** Masked, whatever is revealed of this person: the others are other people. */
    private List<Mate> mates(long id, SignedIn person) {
        return livesWith.of(id, revealing.seesRestricted(person)).stream()
                .map(mate -> new Mate(Masking.MASKED.entry(mate.record()), mate.why(), mate.since()))
                .toList();
    }

    /** A line is read back only for a record that comes from it. */
    @GetMapping("/records/{type}/{id}/line")
    String line(
            @PathVariable String type,
            @PathVariable long id,
            @RequestParam String feed,
            @RequestParam long delivery,
            @RequestParam long line,
            SignedIn person,
            Model model) {
        RecordType known = type(type);
        WholeRecord whole = read(known, id, person);
        if (whole.trace().said().stream()
                .noneMatch(said -> said.feed().equals(feed) && said.delivery() == delivery && said.line() == line)) {
            throw new NotThere("No source of this record stands there any more; go back to the record.");
        }
        String back = "/records/" + type + "/" + id + "/line?feed=" + feed + "&delivery=" + delivery + "&line=" + line;
        Shown shown = revealing.of(person, Subject.record(known, id), back);
        try {
            RawLine found = raw.read(feed, delivery, line);
            model.addAttribute("shown", shown);
            model.addAttribute("line", found);
            model.addAttribute("rows", shown.revealed() ? found.rows() : masked(feed, found));
            model.addAttribute("path", "/records/" + type + "/" + id);
            model.addAttribute("kind", Masking.words(type));
            model.addAttribute("id", id);
            return "records/line";
        } catch (RawLines.CannotRead lost) {
            throw new Refused(lost.getMessage());
        }
    }

    private List<List<RawLine.Cell>> masked(String feed, RawLine line) {
        RawMask mask = hub.settings().feeds().stream()
                .filter(settings -> settings.name().equals(feed))
                .findFirst()
                .map(settings -> RawMask.of(hub.mappings().named(settings.mapping())))
                .orElse(RawMask.NOTHING_KNOWN);
        return line.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> new RawLine.Cell(cell.column(), mask.value(cell.column(), cell.value())))
                        .toList())
                .toList();
    }

    private WholeRecord read(RecordType type, long id, SignedIn person) {
        return records.of(type, id, revealing.seesRestricted(person)).orElseThrow(RecordPage::none);
    }

    private static RecordType type(String name) {
        return RecordTypes.named(name).orElseThrow(RecordPage::none);
    }

    /** Nobody is told that there is something to hide. */
    private static NotThere none() {
        return new NotThere("There is no record of this kind and number that you may see. Look for it under Records.");
    }
}
