package uk.fosteringhub.routes.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.routes.settings.ApiSettings;
import uk.fosteringhub.routes.settings.Credential;

/** The keys of the REST interface, and the tokens that open it too. */
final class Keys {
    private static final String BEARER = "Bearer ";

    private final List<Known> known = new ArrayList<>();
    private final Optional<JwtCallers> tokens;

    private record Known(byte[] keyHash, Caller caller) {}

    Keys(ApiSettings settings, Clock clock) {
        for (Credential credential : settings.credentials()) {
            Caller caller = new Caller(
                    credential.name(),
                    credential.scopes(),
                    credential.system(),
                    Optional.of(credential.signingSecrets())
                            .filter(secrets -> !secrets.isEmpty())
                            .map(secrets -> new Signature(secrets, settings.signatureAge(), clock)));
            credential.keyHashes().forEach(hash -> known.add(new Known(bytes(hash), caller)));
        }
        this.tokens = settings.jwt().map(JwtCallers::new);
    }

    boolean none() {
        return known.isEmpty() && tokens.isEmpty();
    }

    /**
     * Whose key or token it is. Takes the same time whichever key it is most like, and wherever the difference is.
     *
     * @throws Refused if it is a token that cannot be checked now
     */
    Optional<Caller> caller(String authorization) throws Refused {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        String sent = authorization.substring(BEARER.length());
        byte[] hash = bytes(Credential.hash(sent));
        Caller found = null;
        for (Known one : known) {
            if (MessageDigest.isEqual(hash, one.keyHash())) {
                found = one.caller();
            }
        }
        if (found == null
                && tokens.isPresent()
                && sent.chars().filter(c -> c == '.').count() == 2) {
            return tokens.get().caller(sent);
        }
        return Optional.ofNullable(found);
    }

    private static byte[] bytes(String hash) {
        return hash.getBytes(StandardCharsets.US_ASCII);
    }
}
