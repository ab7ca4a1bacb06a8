package uk.fosteringhub.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import uk.fosteringhub.core.access.ConsoleUser;
import uk.fosteringhub.core.access.ConsoleUsers;

/**
 * Asks before every page whether the person is still let in: who is disabled or given other roles meanwhile has to sign in
 * again, and a password that somebody else chose is changed first.
 */
@Component
final class StillAllowed implements HandlerInterceptor {
    private static final String CHANGE_PASSWORD = "/account/password";

    private final ConsoleUsers users;

    StillAllowed(ConsoleUsers users) {
        this.users = users;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, jakarta.servlet.ServletException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof LocalUser local)) {
            return true;
        }
        Optional<ConsoleUser> now = users.named(local.getUsername());
        if (now.filter(user -> !user.disabled() && user.roles().equals(SignedIn.roles(authentication)))
                .isEmpty()) {
            request.logout();
            response.sendRedirect("/sign-in?changed");
            return false;
        }
        if (now.get().mustChangePassword() && !request.getRequestURI().equals(CHANGE_PASSWORD)) {
            response.sendRedirect(CHANGE_PASSWORD);
            return false;
        }
        return true;
    }
}
