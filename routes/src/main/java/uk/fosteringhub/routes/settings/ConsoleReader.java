package uk.fosteringhub.routes.settings;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.reveal.RevealRules;

/** Reads the settings of the pages. */
final class ConsoleReader {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Values values;

    ConsoleReader(Values values) {
        this.values = values;
    }

    ConsoleSettings read(SettingsAsWritten.Console written) {
        if (written == null) {
            return ConsoleSettings.DEFAULT;
        }
        Optional<ConsoleSettings.OpenId> openId = openId(written.openId());
        Duration signedInFor = values.duration("hub.console.signed-in-for", written.signedInFor())
                .orElse(ConsoleSettings.DEFAULT.signedInFor());
        if (signedInFor.compareTo(SHORTEST) < 0) {
            values.problem("hub.console.signed-in-for", "is shorter than a minute; nobody could work. Write 30m.");
        }
        return new ConsoleSettings(
                address("hub.console.public-address", written.publicAddress()),
                Values.text(written.localUsers()).isEmpty()
                        ? openId.isEmpty()
                        : values.yesNo("hub.console.local-users", written.localUsers()),
                signedInFor,
                openId,
                reveals(written));
    }

    private RevealRules reveals(SettingsAsWritten.Console written) {
        RevealRules otherwise = RevealRules.DEFAULT;
        return new RevealRules(
                Duration.ofMinutes(values.whole(
                        "hub.console.reveal-minutes",
                        written.revealMinutes(),
                        (int) otherwise.lasts().toMinutes(),
                        1,
                        480)),
                roles("hub.console.reveal-roles", written.revealRoles(), otherwise.reveal()),
                roles("hub.console.restricted-roles", written.restrictedRoles(), otherwise.restricted()));
    }

    private Set<Role> roles(String setting, List<String> written, Set<Role> otherwise) {
        if (written == null || written.isEmpty()) {
            return otherwise;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        written.forEach(word -> Role.of(word.strip())
                .ifPresentOrElse(
                        roles::add,
                        () -> values.problem(
                                setting, "names '" + word + "'; write operations, recruitment, governance or admin.")));
        return roles;
    }

    private Optional<ConsoleSettings.OpenId> openId(SettingsAsWritten.OpenId written) {
        if (written == null || Values.text(written.issuer()).isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> issuer = address("hub.console.open-id.issuer", written.issuer());
        Optional<String> client = Values.text(written.clientId());
        Optional<String> secret = Values.secret(written.clientSecret());
        if (client.isEmpty() || secret.isEmpty()) {
            values.problem(
                    "hub.console.open-id",
                    "has an issuer but no client-id or client-secret; the provider gave both when the hub was registered"
                            + " there.");
        }
        Map<String, Role> roles = new HashMap<>();
        Optional.ofNullable(written.roles()).orElse(Map.of()).forEach((claim, word) -> Role.of(word.strip())
                .ifPresentOrElse(
                        role -> roles.put(claim, role),
                        () -> values.problem(
                                "hub.console.open-id.roles." + claim,
                                "is '" + word + "'; write operations, recruitment, governance or admin.")));
        if (roles.isEmpty()) {
            for (Role role : Role.values()) {
                roles.put(role.word(), role);
            }
        }
        return issuer.map(at -> new ConsoleSettings.OpenId(
                at,
                client.orElse(""),
                secret.orElse(""),
                Values.text(written.label()).orElse("Sign in with your council account"),
                Values.text(written.nameClaim()).orElse("preferred_username"),
                Values.text(written.rolesClaim()).orElse("roles"),
                roles));
    }

    private Optional<URI> address(String setting, String written) {
        Optional<String> text = Values.text(written);
        Optional<URI> address = text.flatMap(ConsoleReader::uri)
                .filter(uri -> uri.getHost() != null)
                .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        if (text.isPresent() && address.isEmpty()) {
            values.problem(setting, "is no web address; write https://hub.example.org.");
        }
        return address;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text.replaceFirst("/$", "")));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
