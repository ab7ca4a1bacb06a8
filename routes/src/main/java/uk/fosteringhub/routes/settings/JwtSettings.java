package uk.fosteringhub.routes.settings;

import java.util.Set;

/**
 * Programs that come with a token of an OpenID provider in place of a key.
 *
 * @param issuer address of the provider, as the tokens name it
 * @param audience what the tokens must be made out for: the name under which the hub is registered at the provider
 * @param rolesClaim the claim that lists what the program may do: scopes, {@code push:SYSTEM} for the records of a system
 * @param systems whose records are pushed with tokens
 */
public record JwtSettings(String issuer, String audience, String rolesClaim, Set<String> systems) {
    public JwtSettings {
        systems = Set.copyOf(systems);
    }
}
