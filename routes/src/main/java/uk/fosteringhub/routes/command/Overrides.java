package uk.fosteringhub.routes.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.mappings.InvalidMappings;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.settings.SettingsCheck;
import uk.fosteringhub.routes.settings.WrongSettings;

/** Settings given on the command line, and what follows from all settings together. */
final class Overrides {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override a setting, such as hub.systems.lcs.location=file:/srv/lcs. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for the embedded database, the archive and the log (HUB_DATA; default: data).")
    private Path data;

    /** The folder that holds config: HUB_HOME, which the launcher sets, or the current one. */
    static Path home() {
        String home = System.getenv("HUB_HOME");
        return Path.of(home == null || home.isBlank() ? "" : home)
                .toAbsolutePath()
                .normalize();
    }

    /** Such as the demo's own; what the command line says wins. */
    HubConfiguration configuration(Map<String, String> otherwise) throws WrongSettings {
        Map<String, String> all = new LinkedHashMap<>(otherwise);
        if (data != null) {
            all.put("hub.data", data.toAbsolutePath().normalize().toString());
        }
        all.putAll(set);
        return new ConfigurationReader(home(), all).read();
    }

    HubConfiguration configuration() throws WrongSettings {
        return configuration(Map.of());
    }

    Mappings mappings(HubConfiguration configuration) throws WrongSettings {
        try {
            Mappings mappings = MappingFolder.load(configuration.hub().mappings());
            SettingsCheck.mappings(configuration.hub(), mappings);
            return mappings;
        } catch (InvalidMappings invalid) {
            throw new WrongSettings(List.copyOf(invalid.problems()));
        }
    }
}
