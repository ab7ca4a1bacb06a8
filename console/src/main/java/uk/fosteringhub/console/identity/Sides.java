package uk.fosteringhub.console.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.lookup.identity.SplitPreview;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/** What both sides of a record that is taken apart would be, and who has seen them as one. */
@Component
final class Sides {
    private final WhyOne why;
    private final SplitPreview preview;
    private final Revealing revealing;

    Sides(Hub hub, Revealing revealing) {
        this.why = IdentityDesk.of(hub).why();
        this.preview = new SplitPreview(
                hub.database(), new Merge(new Ownership(hub.settings().ownership())));
        this.revealing = revealing;
    }

    /** One side. */
    record Part(String title, List<String> records) {}

    /** What each side says about one field. */
    record Row(String field, List<String> values) {}

    /** Puts {@code parts}, {@code sideRows} and {@code viewers} on a page; no parts if nothing would part. */
    void preview(RecordType type, long entity, Set<Reference> goes, SignedIn person, boolean revealed, Model model) {
        List<SplitPreview.Part> parts = why.makeup(type, entity, revealing.seesRestricted(person))
                .map(makeup -> preview.of(makeup, goes))
                .orElse(List.of());
        model.addAttribute("parts", titled(type, entity, parts));
        model.addAttribute("sideRows", rows(type, parts, revealed));
        if (!parts.isEmpty()) {
            model.addAttribute("viewers", why.viewers(type, entity));
        }
    }

    private static List<Part> titled(RecordType type, long entity, List<SplitPreview.Part> parts) {
        List<Part> titled = new ArrayList<>();
        for (SplitPreview.Part part : parts) {
            long most =
                    parts.stream().mapToLong(one -> one.records().size()).max().orElseThrow();
            boolean alone =
                    parts.stream().filter(one -> one.records().size() == most).count() == 1;
            titled.add(new Part(
                    alone && part.records().size() == most
                            ? "Keeps the number, " + Phrases.of(type.name()) + " " + entity
                            : alone ? "Gets a number of its own" : "One of two equal parts",
                    part.records().stream().map(Sides::name).toList()));
        }
        return titled;
    }

    private static List<Row> rows(RecordType type, List<SplitPreview.Part> parts, boolean revealed) {
        List<Row> rows = new ArrayList<>();
        for (Field field : type.fields()) {
            if (parts.stream().anyMatch(part -> part.values().containsKey(field.name()))) {
                rows.add(new Row(
                        Phrases.of(field.name()),
                        parts.stream()
                                .map(part -> part.values().getOrDefault(field.name(), ""))
                                .map(value -> revealed ? value : MaskedRecord.value(type, field.name(), value))
                                .toList()));
            }
        }
        return rows;
    }

    /** Such as {@code lcs:100001}. */
    static String name(Makeup.Record record) {
        return Halves.name(record.system(), record.name());
    }

    static String parted(Split split) {
        String kind = Phrases.of(split.recordType());
        return " " + Phrases.capital(kind) + " " + split.entity()
                + " and "
                + Phrases.and(split.parted().stream().map(id -> kind + " " + id).toList())
                + " are apart now.";
    }
}
