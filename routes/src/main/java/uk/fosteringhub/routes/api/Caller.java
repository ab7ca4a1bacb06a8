package uk.fosteringhub.routes.api;

import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.routes.settings.Scope;

/**
 * Who calls.
 *
 * @param name of the credential; for a signed call the system's name
 * @param system whose records the caller pushes
 * @param signature by which every push must be signed; empty: the key is enough
 */
record Caller(String name, Set<Scope> scopes, Optional<String> system, Optional<Signature> signature) {

    /** Somebody whom no key names: what the call itself proves decides. */
    static Caller unnamed() {
        return new Caller("", Set.of(), Optional.empty(), Optional.empty());
    }

    /** In the audit. */
    String actor() {
        return "api:" + name;
    }

    boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
