package uk.fosteringhub.routes.settings;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.MllpSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Reads one system's block. */
final class SystemReader {
    private final Path home;
    private final Values values;
    private final Predicate<String> pushed;

    /** @param pushed whether somebody pushes the records of a system of this name */
    SystemReader(Path home, Values values, Predicate<String> pushed) {
        this.home = home;
        this.values = values;
        this.pushed = pushed;
    }

    SystemSettings read(String name, SettingsAsWritten.SystemBlock block) {
        String setting = "hub.systems." + name;
        Optional<Location> location =
                Values.text(block.location()).flatMap(text -> Location.read(setting + ".location", text, home, values));
        Optional<MllpSettings> mllp = new MllpReader(values).read(setting + ".mllp", block.mllp());
        FeedReader feeds = new FeedReader(home, values, name, location, pushes(name, block), mllp);
        Map<String, SettingsAsWritten.FeedBlock> blocks = block.feeds() == null ? Map.of() : block.feeds();
        List<FeedSettings> read = blocks.entrySet().stream()
                .map(feed -> feeds.read(feed.getKey(), feed.getValue()))
                .sorted(Comparator.comparingInt(FeedSettings::order))
                .toList();
        if (read.isEmpty() && block.out() == null) {
            values.problem(setting + ".feeds", "is empty; name the feeds of the system, or remove its block.");
        }
        SystemSettings system = new SystemSettings(
                name,
                location.map(Location::address),
                Values.text(block.username()).or(() -> location.flatMap(Location::user)),
                Values.secret(block.password()),
                values.file(setting + ".private-key", block.privateKey()),
                values.file(setting + ".known-hosts", block.knownHosts()),
                values.file(setting + ".trust-store", block.trustStore()),
                Values.secret(block.apiKey()),
                values.signingSecrets(setting, block.signingSecret(), block.nextSigningSecret()),
                new OutgoingReader(home, values).read(name, block.out(), location),
                read,
                mllp);
        checkAccess(setting, system);
        return system;
    }

    /** Whether somebody can push its records: with a key of the REST interface, or signed. */
    private boolean pushes(String name, SettingsAsWritten.SystemBlock block) {
        return Values.secret(block.signingSecret()).isPresent() || pushed.test(name);
    }

    private void checkAccess(String setting, SystemSettings system) {
        if (uses(system, "sftp:")) {
            if (system.knownHosts().isEmpty()) {
                values.problem(
                        setting + ".known-hosts",
                        "is missing; name a file with the SFTP server's host key, as ssh-keyscan writes it, so that no"
                                + " other server can pose as it.");
            }
            if (system.password().isEmpty() && system.privateKey().isEmpty()) {
                values.problem(
                        setting + ".password",
                        "is missing; set it (best in the environment), or set " + setting + ".private-key.");
            }
        }
        if ((uses(system, "sftp:") || uses(system, "ftps:"))
                && system.username().isEmpty()) {
            values.problem(setting + ".username", "is missing; write the login's name.");
        }
        if (uses(system, "ftps:") && system.password().isEmpty()) {
            values.problem(setting + ".password", "is missing; set it, best in the environment.");
        }
    }

    private static boolean uses(SystemSettings system, String scheme) {
        return system.out().filter(out -> out.location().startsWith(scheme)).isPresent()
                || system.feeds().stream().anyMatch(feed -> feed.location()
                        .filter(at -> at.startsWith(scheme))
                        .isPresent());
    }
}
