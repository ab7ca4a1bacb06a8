package uk.fosteringhub.console;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.reveal.RevealRules;

/**
 * What is set for the pages.
 *
 * @param publicAddress under which people reach the hub, such as {@code https://hub.example.org}; empty: by its own port
 * @param localUsers whether people may sign in with a password of the hub's own
 * @param signedInFor how long somebody stays signed in without doing anything
 * @param openId who vouches for people; empty: nobody but the hub itself
 * @param reveals who may see what is personal
 */
public record ConsoleSettings(
        Optional<URI> publicAddress,
        boolean localUsers,
        Duration signedInFor,
        Optional<OpenId> openId,
        RevealRules reveals) {

    public static final ConsoleSettings DEFAULT =
            new ConsoleSettings(Optional.empty(), true, Duration.ofMinutes(30), Optional.empty(), RevealRules.DEFAULT);

    /**
     * An OpenID provider, such as Entra ID.
     *
     * @param rolesClaim the claim of the ID token that lists what a person is
     * @param roles what its values mean here
     */
    public record OpenId(
            URI issuer,
            String clientId,
            String clientSecret,
            String label,
            String nameClaim,
            String rolesClaim,
            Map<String, Role> roles) {

        public OpenId {
            roles = Map.copyOf(roles);
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "OpenId[" + issuer + "]";
        }
    }

    /** Whether people come by https, so that the browser keeps the session to that. */
    public boolean secure() {
        return publicAddress
                .filter(address -> "https".equals(address.getScheme()))
                .isPresent();
    }
}
