package uk.fosteringhub.routes.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only callers with the key in. */
final class ApiKeyFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Optional<String> key;

    ApiKeyFilter(Optional<String> key) {
        this.key = key;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (key.isEmpty()) {
            new Problem(
                            403,
                            "No key is set",
                            "The hub lets nobody in until hub.api.key is set; HUB_API_KEY does so too.")
                    .answer(response);
        } else if (!same(request.getHeader("Authorization"), key.get())) {
            response.setHeader("WWW-Authenticate", "Bearer");
            new Problem(401, "No right key", "Send the key of hub.api.key as Authorization: Bearer KEY.")
                    .answer(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Takes the same time wherever the difference is. */
    private static boolean same(String header, String key) {
        return header != null
                && header.startsWith(BEARER)
                && MessageDigest.isEqual(
                        header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8));
    }
}
