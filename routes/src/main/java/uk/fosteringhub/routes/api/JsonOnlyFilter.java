package uk.fosteringhub.routes.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a body only as JSON. A form would be taken apart before any route sees it, and what is read as something else than
 * it was sent as could start a run that nobody asked for.
 */
final class JsonOnlyFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentType() == null || json(request.getContentType())) {
            chain.doFilter(request, response);
        } else {
            new Problem(
                            415,
                            "Not JSON",
                            "Send the body with Content-Type: application/json, or no body and no such header.")
                    .writeTo(response);
        }
    }

    private static boolean json(String contentType) {
        try {
            MediaType kind = MediaType.parseMediaType(contentType);
            return kind.isCompatibleWith(MediaType.APPLICATION_JSON)
                    || kind.getSubtype().endsWith("+json");
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
