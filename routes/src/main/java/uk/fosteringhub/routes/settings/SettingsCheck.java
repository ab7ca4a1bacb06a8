package uk.fosteringhub.routes.settings;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;

/** Checks what settings and mapping files say about each other. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** @throws WrongSettings if a feed or a target needs a mapping that is not there */
    public static void mappings(HubSettings settings, Mappings mappings) throws WrongSettings {
        List<String> problems = Stream.concat(
                        settings.feeds().stream().flatMap(feed -> problem(feed, mappings)),
                        settings.targets().stream().flatMap(out -> problems(out, mappings)))
                .toList();
        if (!problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
    }

    private static Stream<String> problems(OutgoingSettings out, Mappings mappings) {
        return out.records().stream()
                .filter(record -> !mappings.outgoing().containsKey(out.mapping() + "/" + record))
                .map(record -> "hub.systems." + out.system() + ".out.records holds " + record
                        + ", and there is no mapping " + out.mapping() + "/out/" + record
                        + ".yml; write it, or take the record type out.");
    }

    private static Stream<String> problem(FeedSettings feed, Mappings mappings) {
        try {
            mappings.named(feed.mapping());
            return Stream.empty();
        } catch (NoSuchElementException missing) {
            String setting = "hub.systems." + feed.system() + ".feeds."
                    + feed.name().substring(feed.system().length() + 1) + ".mapping";
            return Stream.of(setting + " names " + feed.mapping() + ": " + missing.getMessage());
        }
    }
}
