package uk.fosteringhub.console.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import uk.fosteringhub.core.access.Role;

/**
 * Who uses the page. A controller's method gets it by naming it as a parameter.
 *
 * @param name stands in the audit
 */
public record SignedIn(String name, String displayName, Set<Role> roles) {
    static final String PREFIX = "ROLE_";

    public SignedIn {
        roles = Set.copyOf(roles);
    }

    public static SignedIn of(Authentication authentication) {
        String display = authentication.getName();
        if (authentication.getPrincipal() instanceof LocalUser local) {
            display = local.displayName();
        } else if (authentication.getPrincipal() instanceof OidcUser vouchedFor && vouchedFor.getFullName() != null) {
            display = vouchedFor.getFullName();
        }
        return new SignedIn(authentication.getName(), display, roles(authentication));
    }

    static Set<Role> roles(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(PREFIX))
                .flatMap(authority -> Role.of(authority.substring(PREFIX.length())).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether a page may be used, so that nobody is offered what would be refused. */
    public boolean may(String method, String path) {
        return Access.may(roles, method, path);
    }
}
