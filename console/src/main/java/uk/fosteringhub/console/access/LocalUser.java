package uk.fosteringhub.console.access;

import java.io.Serial;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import uk.fosteringhub.core.access.ConsoleUser;
import uk.fosteringhub.core.access.Role;

/** Somebody with a password of the hub's own, as Spring Security wants it. */
final class LocalUser extends User {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String displayName;

    LocalUser(ConsoleUser user, boolean locked) {
        super(
                user.name(),
                user.passwordHash(),
                !user.disabled(),
                true,
                true,
                !locked,
                user.roles().stream()
                        .map(role -> new SimpleGrantedAuthority(SignedIn.PREFIX + role.word()))
                        .toList());
        this.displayName = user.displayName();
    }

    String displayName() {
        return displayName;
    }

    static SimpleGrantedAuthority authority(Role role) {
        return new SimpleGrantedAuthority(SignedIn.PREFIX + role.word());
    }
}
