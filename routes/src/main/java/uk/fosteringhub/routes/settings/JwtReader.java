package uk.fosteringhub.routes.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which tokens open the REST interface. */
final class JwtReader {
    private final Values values;

    JwtReader(Values values) {
        this.values = values;
    }

    /** @param systems the names of all systems */
    Optional<JwtSettings> read(SettingsAsWritten.Jwt written, Set<String> systems) {
        Optional<String> issuer = Optional.ofNullable(written).flatMap(block -> Values.text(block.issuer()));
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        issuer.filter(address -> !address.matches("https?://.+"))
                .ifPresent(address -> values.problem(
                        "hub.api.jwt.issuer",
                        "is no web address; write the provider's, such as https://login.example.org."));
        Optional<String> audience = Values.text(written.audience());
        if (audience.isEmpty()) {
            values.problem(
                    "hub.api.jwt.audience",
                    "is missing; write the name under which the hub is registered at the provider, or tokens for others would"
                            + " open it too.");
        }
        Set<String> pushing =
                new HashSet<>(Optional.ofNullable(written.systems()).orElse(List.of()));
        pushing.stream()
                .filter(system -> !systems.contains(system))
                .forEach(system -> values.problem(
                        "hub.api.jwt.systems",
                        "names '" + system + "', which has no block in config/systems; correct it."));
        return Optional.of(new JwtSettings(
                issuer.get(),
                audience.orElse(""),
                Values.text(written.rolesClaim()).orElse("roles"),
                pushing));
    }
}
