package uk.fosteringhub.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** The OpenID provider did not vouch for somebody: why stands in the log, for whoever has to mend it. */
final class NotVouchedFor extends SimpleUrlAuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(NotVouchedFor.class);

    private static final int LONGEST = 200;

    NotVouchedFor(String page) {
        super(page);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        if (refused instanceof OAuth2AuthenticationException protocol) {
            LOG.warn(
                    "sign-in=open-id outcome=refused code={} {}",
                    protocol.getError().getErrorCode(),
                    beginning(protocol.getError().getDescription()));
        } else {
            LOG.warn("sign-in=open-id outcome=refused {}", refused.getClass().getSimpleName());
        }
        super.onAuthenticationFailure(request, response, refused);
    }

    /** Some providers send whole pages. */
    private static String beginning(String description) {
        String text = String.valueOf(description).lines().findFirst().orElse("");
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
