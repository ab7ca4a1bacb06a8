package uk.fosteringhub.routes.settings;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;

/** Checks what settings and mapping files say about each other. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /** @throws WrongSettings if a feed names a mapping that is not there */
    public static void mappings(HubSettings settings, Mappings mappings) throws WrongSettings {
        List<String> problems = settings.feeds().stream()
                .flatMap(feed -> problem(feed, mappings))
                .filter(Objects::nonNull)
                .toList();
        if (!problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
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
