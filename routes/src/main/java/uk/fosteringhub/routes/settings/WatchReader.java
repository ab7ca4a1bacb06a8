package uk.fosteringhub.routes.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.watch.NumberedName;
import uk.fosteringhub.core.watch.WatchSettings;

/** Reads from when on something is the matter. */
final class WatchReader {
    private final Values values;

    WatchReader(Values values) {
        this.values = values;
    }

    WatchSettings read(SettingsAsWritten.Watch block, Map<String, SettingsAsWritten.SystemBlock> systems) {
        WatchSettings otherwise = WatchSettings.DEFAULT;
        return new WatchSettings(
                time("late-run", block.lateRun(), otherwise.lateRun()),
                time("long-run", block.longRun(), otherwise.longRun()),
                time("away-for", block.awayFor(), otherwise.awayFor()),
                time("unanswered-for", block.unansweredFor(), otherwise.unansweredFor()),
                time("stale-cursor", block.staleCursor(), otherwise.staleCursor()),
                time("escalate-after", block.escalateAfter(), otherwise.escalateAfter()),
                time("settle", block.settle(), otherwise.settle()),
                values.whole("hub.watch.digest-above", block.digestAbove(), otherwise.digestAbove(), 1, 1_000),
                sequences(systems));
    }

    private Duration time(String name, String written, Duration otherwise) {
        return values.duration("hub.watch." + name, written).orElse(otherwise);
    }

    private Map<String, String> sequences(Map<String, SettingsAsWritten.SystemBlock> systems) {
        Map<String, String> sequences = new TreeMap<>();
        systems.forEach((system, block) -> {
            if (block.feeds() != null) {
                block.feeds().forEach((feed, written) -> sequence(
                                "hub.systems." + system + ".feeds." + feed + ".sequence", written.sequence())
                        .ifPresent(form -> sequences.put(system + "-" + feed, form)));
            }
        });
        return sequences;
    }

    private Optional<String> sequence(String setting, String written) {
        Optional<String> form = Values.text(written);
        try {
            form.ifPresent(NumberedName::new);
            return form;
        } catch (IllegalArgumentException wrong) {
            values.problem(
                    setting,
                    "is '" + form.orElse("") + "'; write the file's name with {number} in it once, such as"
                            + " persons_{number}.csv. * stands for whatever else varies.");
            return Optional.empty();
        }
    }
}
