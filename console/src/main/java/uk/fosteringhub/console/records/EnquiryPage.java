package uk.fosteringhub.console.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.console.reveal.Shown;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.Pointing;
import uk.fosteringhub.core.lookup.records.WholeRecord;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.Subject;

/** The time line of one enquiry: what brought the enquirer, and which stages the enquiry reached when. */
@Controller
final class EnquiryPage {
    private static final List<String> STAGES = List.of(
            "replied_on",
            "completed_on",
            "initial_home_visit_on",
            "application_given_on",
            "application_received_on",
            "training_on",
            "panel_on",
            "approved_on",
            "closed_on");

    private final WholeRecords records;
    private final Traces traces;
    private final Revealing revealing;
    private final ZoneId zone;

    EnquiryPage(Hub hub, Revealing revealing) {
        this.records = new WholeRecords(
                hub.database(),
                new Ownership(hub.settings().ownership()),
                hub.targets().all());
        this.traces = new Traces(hub.database());
        this.revealing = revealing;
        this.zone = hub.settings().zone();
    }

    /**
     * Something that happened.
     *
     * @param time on the council's clocks; empty where only the day is known
     * @param what in a few words
     * @param detail further words
     * @param path of the record it is from; empty for the enquiry itself
     */
    record Moment(LocalDate day, Optional<String> time, String what, String detail, String path) {}

    @GetMapping("/enquiries/{id}")
    String show(@PathVariable long id, SignedIn person, Model model) {
        boolean restricted = revealing.seesRestricted(person);
        WholeRecord whole = records.of(RecordTypes.ENQUIRY, id, restricted)
                .orElseThrow(() -> new NotThere(
                        "There is no enquiry of this number that you may see. Look for it under Enquiries."));
        Shown shown = revealing.of(person, Subject.record(RecordTypes.ENQUIRY, id), "/enquiries/" + id);
        Masking masking = new Masking(shown.revealed());
        Map<String, String> values = RecordViews.texts(whole.trace().values());
        model.addAttribute("shown", shown);
        model.addAttribute("record", masking.entry(whole.record()));
        model.addAttribute("moments", moments(whole, values, restricted));
        model.addAttribute("status", values.getOrDefault("status", ""));
        model.addAttribute("source", values.getOrDefault("source", ""));
        model.addAttribute(
                "asReceived",
                masking.value(
                        RecordTypes.ENQUIRY, "source_as_received", values.getOrDefault("source_as_received", "")));
        model.addAttribute("carriedBy", values.getOrDefault("carried_by", ""));
        model.addAttribute(
                "systems",
                whole.trace().said().stream().map(Trace.Said::system).distinct().toList());
        return "records/enquiry";
    }

    private List<Moment> moments(WholeRecord whole, Map<String, String> values, boolean restricted) {
        List<Moment> moments = new ArrayList<>();
        at(values.get("enquired_at"), "Enquired", values.getOrDefault("source", ""), "", moments);
        for (String stage : STAGES) {
            if (values.containsKey(stage)) {
                moments.add(new Moment(
                        LocalDate.parse(values.get(stage)),
                        Optional.empty(),
                        words(stage.substring(0, stage.length() - 3)),
                        stage.equals("closed_on") ? values.getOrDefault("closed_reason", "") : "",
                        ""));
            }
        }
        for (Pointing pointing : whole.pointedAtBy()) {
            if (pointing.recordType().equals(RecordTypes.TOUCHPOINT.name())) {
                pointing.newest().forEach(touch -> touchpoint(touch, restricted, moments));
            }
        }
        moments.sort(Comparator.comparing(Moment::day)
                .thenComparing(moment -> moment.time().orElse("")));
        return moments;
    }

    private void touchpoint(FoundRecord touch, boolean restricted, List<Moment> moments) {
        traces.of(RecordTypes.TOUCHPOINT, touch.id())
                .filter(trace -> restricted || !trace.restricted())
                .ifPresent(trace -> {
                    Map<String, String> values = RecordViews.texts(trace.values());
                    at(
                            values.get("occurred_at"),
                            "Touchpoint: " + words(values.getOrDefault("kind", "unknown")),
                            values.getOrDefault("channel", ""),
                            "/records/touchpoint/" + touch.id(),
                            moments);
                });
    }

    private void at(String time, String what, String detail, String path, List<Moment> moments) {
        if (time != null) {
            var there = Instant.from(java.time.OffsetDateTime.parse(time)).atZone(zone);
            moments.add(new Moment(
                    there.toLocalDate(),
                    Optional.of(String.format(java.util.Locale.ROOT, "%02d:%02d", there.getHour(), there.getMinute())),
                    what,
                    words(detail),
                    path));
        }
    }

    private static String words(String code) {
        String plain = Codes.words(code);
        return plain.isEmpty() ? "" : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
