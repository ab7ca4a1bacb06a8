package uk.fosteringhub.routes.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.routes.settings.Credential;

/** The keys of the REST interface. */
final class Keys {
    private static final String BEARER = "Bearer ";

    private final List<Credential> credentials;

    Keys(List<Credential> credentials) {
        this.credentials = List.copyOf(credentials);
    }

    boolean none() {
        return credentials.isEmpty();
    }

    /** Whose key it is. Takes the same time whichever key it is most like, and wherever the difference is. */
    Optional<Caller> caller(String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        byte[] sent = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        Caller found = null;
        for (Credential credential : credentials) {
            if (MessageDigest.isEqual(sent, credential.key().getBytes(StandardCharsets.UTF_8))) {
                found = Caller.of(credential);
            }
        }
        return Optional.ofNullable(found);
    }
}
