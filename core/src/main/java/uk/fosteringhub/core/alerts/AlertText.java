package uk.fosteringhub.core.alerts;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Telling.Step;
import uk.fosteringhub.core.watch.Telling.What;
import uk.fosteringhub.core.watch.Times;

/** What alerts about incidents say. */
public final class AlertText {
    private static final Map<What, String> WORDS =
            Map.of(What.OPENED, "New", What.ESCALATED, "Escalated", What.CLOSED, "Over");

    private final Times times;
    private final Optional<String> console;

    /** @param console where people reach the console, such as {@code https://hub.example.org}; empty: no links */
    public AlertText(ZoneId zone, Optional<String> console) {
        this.times = new Times(zone);
        this.console = console.map(address -> address.replaceAll("/+$", ""));
    }

    Letter of(Step step) {
        Incident incident = step.incident();
        return new Letter(
                WORDS.get(step.what()) + ": " + incident.kind().title() + ", " + incident.subject(),
                tone(step),
                List.of(new Letter.Section("", lines(step))),
                link("/incidents/" + incident.id()));
    }

    /** Many at one time in one letter, by what has become of them. */
    Letter digest(List<Step> steps) {
        Map<What, List<String>> lines = new LinkedHashMap<>();
        for (Step step : steps) {
            lines.computeIfAbsent(step.what(), what -> new ArrayList<>())
                    .add(step.incident().kind().title() + ", " + step.incident().subject() + ": "
                            + step.incident().sentence());
        }
        List<Letter.Section> sections = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (What what : What.values()) {
            if (lines.containsKey(what)) {
                String word = WORDS.get(what);
                sections.add(new Letter.Section(word, lines.get(what)));
                counts.add(lines.get(what).size() + " " + word.toLowerCase(java.util.Locale.ROOT));
            }
        }
        Letter.Tone tone =
                steps.stream().map(AlertText::tone).max(Enum::compareTo).orElse(Letter.Tone.GOOD);
        return new Letter("Incidents: " + String.join(", ", counts), tone, sections, link("/incidents"));
    }

    String link(String path) {
        return console.map(address -> address + path).orElse("");
    }

    String at(java.time.Instant time) {
        return times.at(time);
    }

    private static Letter.Tone tone(Step step) {
        return switch (step.what()) {
            case OPENED -> step.incident().escalatedAt().isPresent() ? Letter.Tone.ATTENTION : Letter.Tone.WARNING;
            case ESCALATED -> Letter.Tone.ATTENTION;
            case CLOSED -> Letter.Tone.GOOD;
        };
    }

    private List<String> lines(Step step) {
        Incident incident = step.incident();
        List<String> lines = new ArrayList<>();
        lines.add(incident.sentence());
        if (step.what() != What.CLOSED) {
            lines.add("What to do: " + incident.remedy());
        }
        lines.add("Incident " + incident.id() + ", open since " + times.at(incident.openedAt()) + ".");
        incident.acknowledgement()
                .ifPresent(taken -> lines.add("Taken on by " + taken.by() + " on " + times.at(taken.at())
                        + (taken.note().isEmpty() ? "." : ": " + taken.note())));
        incident.closing()
                .ifPresent(closing -> lines.add(
                        "Closed on " + times.at(closing.at()) + " by " + closing.by() + ": " + closing.reason()));
        return lines;
    }
}
