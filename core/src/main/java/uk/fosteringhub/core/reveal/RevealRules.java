package uk.fosteringhub.core.reveal;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import uk.fosteringhub.core.access.Role;

/**
 * Who may see what is personal. One place for pages and programs alike.
 *
 * @param lasts how long values stay shown to whoever gave a reason
 * @param reveal who may have masked values shown, with a reason
 * @param restricted who is told of restricted persons, and of whatever concerns them, at all
 */
public record RevealRules(Duration lasts, Set<Role> reveal, Set<Role> restricted) {
    public static final RevealRules DEFAULT = new RevealRules(
            Duration.ofMinutes(15),
            EnumSet.of(Role.OPERATIONS, Role.RECRUITMENT, Role.GOVERNANCE),
            EnumSet.of(Role.GOVERNANCE));

    public RevealRules {
        reveal = Set.copyOf(reveal);
        restricted = Set.copyOf(restricted);
    }

    public boolean mayReveal(Set<Role> roles) {
        return !Collections.disjoint(reveal, roles);
    }

    /** For others a restricted record is not there: not in lists, not in counts, not under its number. */
    public boolean seesRestricted(Set<Role> roles) {
        return !Collections.disjoint(restricted, roles);
    }
}
