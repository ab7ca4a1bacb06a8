package uk.fosteringhub.routes.settings;

import java.util.Optional;
import java.util.Set;

/**
 * Who may use the REST interface.
 *
 * @param name as in the settings; shown in logs
 * @param key what the caller sends as {@code Authorization: Bearer KEY}
 * @param system whose records it pushes; empty: it pushes none
 */
public record Credential(String name, String key, Set<Scope> scopes, Optional<String> system) {
    public Credential {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it pushes the records of a system. */
    boolean pushesFor(String name) {
        return scopes.contains(Scope.PUSH) && system.filter(name::equals).isPresent();
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "Credential[" + name + "]";
    }
}
