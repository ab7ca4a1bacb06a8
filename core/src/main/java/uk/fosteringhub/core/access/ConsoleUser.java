package uk.fosteringhub.core.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who signs in with a password of the hub's own.
 *
 * @param name what is typed to sign in
 * @param passwordHash with the name of its algorithm in front
 * @param lockedUntil after too many wrong passwords nobody gets in before this
 */
public record ConsoleUser(
        String name,
        String displayName,
        String passwordHash,
        Set<Role> roles,
        boolean disabled,
        boolean mustChangePassword,
        Optional<Instant> lockedUntil,
        Optional<Instant> lastSignedInAt) {

    public ConsoleUser {
        roles = Set.copyOf(roles);
    }

    public boolean lockedAt(Instant now) {
        return lockedUntil.filter(now::isBefore).isPresent();
    }

    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
        return "ConsoleUser[" + name + "]";
    }
}
