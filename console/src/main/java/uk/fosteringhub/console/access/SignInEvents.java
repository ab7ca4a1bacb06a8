package uk.fosteringhub.console.access;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;

/** Keeps who came in, and counts wrong passwords. */
@Component
final class SignInEvents {
    private final ConsoleUsers users;
    private final AuditLog audit;

    SignInEvents(ConsoleUsers users, AuditLog audit) {
        this.users = users;
        this.audit = audit;
    }

    @EventListener
    void cameIn(AuthenticationSuccessEvent event) {
        Object principal = event.getAuthentication().getPrincipal();
        if (principal instanceof LocalUser user) {
            users.signedIn(user.getUsername());
        } else if (principal instanceof OidcUser) {
            audit.write(AuditEntry.of(event.getAuthentication().getName(), "signed-in", "console"));
        }
    }

    /** Names that nobody has are not kept: people type passwords there. */
    @EventListener
    void wasRefused(AbstractAuthenticationFailureEvent event) {
        if (event instanceof AuthenticationFailureBadCredentialsEvent) {
            users.wrongPassword(event.getAuthentication().getName());
        }
    }
}
