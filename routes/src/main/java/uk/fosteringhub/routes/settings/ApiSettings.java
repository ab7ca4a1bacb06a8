package uk.fosteringhub.routes.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The REST interface of {@code hub serve}.
 *
 * @param address network interface it listens on
 * @param port 0 for any free one
 * @param credentials who gets in; empty: nobody
 * @param maxBodyBytes longest body accepted
 * @param maxRequests most requests at once; beyond that callers are asked to come back later
 * @param keepKeys how long a pushed message is known again by its idempotency key
 * @param signatureAge how old a signed call may be, and how far ahead the sender's clock
 * @param onlyKey the single key that may do everything, if it is set
 * @param jwt tokens that open it too; empty: none do
 */
public record ApiSettings(
        String address,
        int port,
        List<Credential> credentials,
        int maxBodyBytes,
        int maxRequests,
        Duration keepKeys,
        Duration signatureAge,
        Optional<String> onlyKey,
        Optional<JwtSettings> jwt) {

    /** Whether somebody pushes the records of a system. */
    boolean pushes(String system) {
        return credentials.stream().anyMatch(credential -> credential.pushesFor(system))
                || jwt.filter(tokens -> tokens.systems().contains(system)).isPresent();
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "ApiSettings[" + address + ":" + port + "]";
    }
}
