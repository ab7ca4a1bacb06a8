package uk.fosteringhub.console.identity;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.layout.Times;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.decide.Viewers;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;

/** Why some source records are one record. It shows no value of any of them. */
@Controller
final class WhyPage {
    private final IdentityDesk desk;
    private final Revealing revealing;
    private final Times times;

    WhyPage(Hub hub, Revealing revealing, Times times) {
        this.desk = IdentityDesk.of(hub);
        this.revealing = revealing;
        this.times = times;
    }

    /** A source record. */
    record Source(String name, boolean ended) {}

    /** A record that is one of its own since. */
    record Part(String title, String path) {}

    /** What was taken apart. */
    record Apart(String title, String reason, List<Part> parts, String seen, List<String> viewers) {}

    @GetMapping("/records/{type}/{id:[0-9]+}/why")
    String show(@PathVariable String type, @PathVariable long id, SignedIn person, Model model) {
        RecordType known = RecordTypes.named(type).orElseThrow(WhyPage::none);
        boolean restricted = revealing.seesRestricted(person);
        WhyOne.Why why = desk.why().of(known, id, restricted).orElseThrow(WhyPage::none);
        long entity = why.makeup().entity();
        // So that being shown a restricted record is noted.
        revealing.of(person, Subject.record(known, entity), "/records/" + type + "/" + entity + "/why");
        boolean mayOpen = person.may("GET", "/identity");
        String kind = Phrases.of(known.name());
        model.addAttribute("subject", kind + " " + entity);
        model.addAttribute("record", "/records/" + type + "/" + entity);
        model.addAttribute("restricted", why.makeup().restricted());
        model.addAttribute(
                "summary",
                "It is made of " + Phrases.count(why.makeup().records().size(), "source record", "source records")
                        + ".");
        model.addAttribute(
                "maySplit",
                person.may("POST", "/identity") && why.makeup().records().size() > 1);
        model.addAttribute("split", "/identity/split/" + type + "/" + entity);
        model.addAttribute(
                "records",
                why.makeup().records().stream()
                        .map(record -> new Source(Sides.name(record), record.ended()))
                        .toList());
        model.addAttribute(
                "names",
                why.names().stream()
                        .map(name -> Halves.name(name.system(), name.name()) + " says that it is "
                                + name.otherName().keyspace() + ":"
                                + name.otherName().key())
                        .toList());
        model.addAttribute(
                "decisions",
                why.decisions().stream()
                        .map(decided -> DecidedView.of(decided, mayOpen))
                        .toList());
        model.addAttribute("moves", moves(why, kind));
        model.addAttribute(
                "splits",
                why.splits().stream().map(split -> apart(split, person)).toList());
        return "identity/why";
    }

    private List<String> moves(WhyOne.Why why, String kind) {
        return Stream.concat(
                        why.redirects().stream()
                                .map(one -> times.minute(one.at()) + ": " + kind + " " + one.entity()
                                        + " became part of this one, " + one.why()),
                        why.moves().stream()
                                .map(one -> times.minute(one.at()) + ": "
                                        + Halves.name(one.system(), one.name()) + " went from " + kind + " "
                                        + one.from() + " to " + kind + " " + one.to() + ", " + one.why()))
                .toList();
    }

    private Apart apart(Split split, SignedIn person) {
        RecordType type = RecordTypes.named(split.recordType()).orElseThrow();
        Viewers viewers = split.viewers();
        return new Apart(
                times.minute(split.at()) + ", by " + split.actor(),
                split.reason(),
                Stream.concat(Stream.of(split.entity()), split.parted().stream())
                        .filter(id -> revealing.mayKnow(person, Subject.record(type, id)))
                        .map(id -> new Part(Phrases.of(type.name()) + " " + id, "/records/" + type.name() + "/" + id))
                        .toList(),
                "While they were one, "
                        + (viewers.people().isEmpty()
                                ? "nobody was"
                                : Phrases.count(viewers.people().size(), "person was", "people were"))
                        + " shown personal data or acted on it, and "
                        + (viewers.systems().isEmpty()
                                ? "no system was"
                                : Phrases.count(viewers.systems().size(), "system was", "systems were"))
                        + " told of it.",
                Stream.concat(
                                viewers.people().stream()
                                        .map(viewer -> viewer.actor() + ": "
                                                + String.join(", ", viewer.actions())
                                                        .replace('-', ' ') + ", "
                                                + Phrases.times(viewer.times()) + ", last "
                                                + times.minute(viewer.last())),
                                viewers.systems().stream()
                                        .map(told -> told.target() + ": told, last " + times.minute(told.last())))
                        .toList());
    }

    /** Nobody is told that there is something to hide. */
    private static NotThere none() {
        return new NotThere("There is no record of this kind and number that you may see. Look for it under Records.");
    }
}
