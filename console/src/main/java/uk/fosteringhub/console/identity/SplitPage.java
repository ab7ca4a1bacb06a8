package uk.fosteringhub.console.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.answer.Refused;
import uk.fosteringhub.console.changes.HandsOnChanges;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.lookup.identity.SaidOfPersons;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.reveal.Subject;

/** Takes a record apart: which source records are another's, what both sides would be, and who has seen them as one. */
@Controller
final class SplitPage {
    private static final List<Field> COLUMNS =
            List.of(Field.NAME, Field.BIRTH_DATE, Field.PHONE, Field.EMAIL, Field.ADDRESS);

    private final IdentityDesk desk;
    private final SaidOfPersons said;
    private final Sides sides;
    private final Revealing revealing;
    private final HandsOnChanges changes;

    SplitPage(Hub hub, Sides sides, Revealing revealing, HandsOnChanges changes) {
        this.desk = IdentityDesk.of(hub);
        this.said = new SaidOfPersons(hub.database());
        this.sides = sides;
        this.revealing = revealing;
        this.changes = changes;
    }

    /**
     * A source record.
     *
     * @param id as in the form
     * @param goes whether it is marked as another's
     * @param values what it says, by column
     */
    record Source(String id, String name, boolean ended, boolean goes, List<List<SideBySide.Line>> values) {}

    /** What is marked stands in the address, so that the look at both sides can be sent. */
    @GetMapping("/identity/split/{type}/{id:[0-9]+}")
    String show(
            @PathVariable String type,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> asked,
            SignedIn person,
            Model model) {
        Makeup makeup = read(type, id, person);
        RecordType known = makeup.type();
        Set<String> marked = marked(asked);
        String path = "/identity/split/" + type + "/" + makeup.entity();
        Shown shown = revealing.of(person, Subject.record(known, makeup.entity()), path);
        model.addAttribute("subject", Phrases.of(known.name()) + " " + makeup.entity());
        model.addAttribute("why", "/records/" + type + "/" + makeup.entity() + "/why");
        model.addAttribute("path", path);
        model.addAttribute("shown", shown);
        model.addAttribute("seen", makeup.fingerprint());
        model.addAttribute("fields", COLUMNS.stream().map(Field::words).toList());
        model.addAttribute(
                "records",
                makeup.records().stream()
                        .map(record -> source(record, marked.contains(word(record)), shown.revealed()))
                        .toList());
        Set<Reference> names = makeup.records().stream()
                .filter(record -> marked.contains(word(record)))
                .map(Makeup.Record::name)
                .collect(Collectors.toUnmodifiableSet());
        sides.preview(known, makeup.entity(), names, person, shown.revealed(), model);
        model.addAttribute("looked", asked.containsKey("look"));
        return "identity/split";
    }

    @PostMapping("/identity/split/{type}/{id:[0-9]+}")
    String split(
            @PathVariable String type,
            @PathVariable long id,
            @RequestParam String seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam MultiValueMap<String, String> form,
            SignedIn person,
            RedirectAttributes next) {
        Makeup makeup = read(type, id, person);
        Set<String> marked = marked(form);
        Set<PersonRecord> going = makeup.records().stream()
                .filter(record -> marked.contains(word(record)))
                .map(Makeup.Record::record)
                .collect(Collectors.toUnmodifiableSet());
        try {
            Split split = desk.decisions()
                    .split(new Decisions.WantedSplit(
                            makeup.type(),
                            makeup.entity(),
                            seen,
                            going,
                            reason,
                            person.name(),
                            revealing.seesRestricted(person)));
            changes.now();
            next.addFlashAttribute("done", "Taken apart." + Sides.parted(split));
            return "redirect:/records/" + makeup.type().name() + "/" + split.entity() + "/why";
        } catch (DecisionRefused refused) {
            next.addFlashAttribute("notDone", refused.getMessage());
            next.addFlashAttribute("reason", reason);
            return "redirect:" + look(makeup, marked);
        }
    }

    /** The address of the look at both sides with the same marks. */
    private static String look(Makeup makeup, Set<String> marked) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(
                        "/identity/split/" + makeup.type().name() + "/" + makeup.entity())
                .queryParam("look", "both");
        Map<String, String> values = new HashMap<>();
        for (String word : marked) {
            String name = "goes" + values.size();
            address.queryParam("goes", "{" + name + "}");
            values.put(name, word);
        }
        return address.encode().buildAndExpand(values).toUriString();
    }

    private Source source(Makeup.Record record, boolean goes, boolean revealed) {
        return said.of(record.record().source(), record.record().key())
                .map(found -> COLUMNS.stream()
                        .map(field -> SideBySide.lines(found, field, revealed))
                        .toList())
                .map(values -> new Source(word(record), Sides.name(record), record.ended(), goes, values))
                .orElseThrow(() -> new Refused("Its source records are just being changed. Look again."));
    }

    /** Not as an array: one key with a comma in it would be taken for two. */
    private static Set<String> marked(MultiValueMap<String, String> form) {
        return Set.copyOf(form.getOrDefault("goes", List.of()));
    }

    private static String word(Makeup.Record record) {
        return record.record().source() + ":" + record.record().key();
    }

    private Makeup read(String type, long id, SignedIn person) {
        Makeup makeup = RecordTypes.named(type)
                .flatMap(known -> desk.why().makeup(known, id, revealing.seesRestricted(person)))
                .orElseThrow(() -> new NotThere(
                        "There is no record of this kind and number that you may see. Look for it under Records."));
        if (makeup.records().size() < 2) {
            throw new Refused("This record is made of one source record only; there is nothing to take apart.");
        }
        return makeup;
    }
}
