package uk.fosteringhub.routes.api;

import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.routes.settings.Credential;
import uk.fosteringhub.routes.settings.Scope;

/**
 * Who calls.
 *
 * @param name of the credential; for a signed call the system's name
 * @param system whose records the caller pushes
 */
record Caller(String name, Set<Scope> scopes, Optional<String> system) {

    static Caller of(Credential credential) {
        return new Caller(credential.name(), credential.scopes(), credential.system());
    }

    /** Somebody whom no key names: what the call itself proves decides. */
    static Caller unnamed() {
        return new Caller("", Set.of(), Optional.empty());
    }

    /** As in the audit. */
    String actor() {
        return "api:" + name;
    }

    boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
