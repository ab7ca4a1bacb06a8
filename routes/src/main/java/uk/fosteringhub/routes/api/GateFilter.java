package uk.fosteringhub.routes.api;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import uk.fosteringhub.routes.settings.ApiSettings;
import uk.fosteringhub.routes.settings.Scope;

/**
 * Before every route below {@code /api}: who calls, whether the caller may, and no more than can be borne. It reads the
 * body, up to the longest allowed, since a signature is over its bytes.
 */
final class GateFilter extends OncePerRequestFilter {
    private static final String BUSY_SECONDS = "1";

    private final ApiSettings settings;
    private final Keys keys;
    private final Semaphore room;
    private final PushRefusals refusals;

    GateFilter(ApiSettings settings, PushRefusals refusals) {
        this.refusals = refusals;
        this.settings = settings;
        this.keys = new Keys(settings, Clock.systemUTC());
        this.room = new Semaphore(settings.maxRequests());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        try {
            Caller caller = admitted(request);
            if (!room.tryAcquire()) {
                throw new Refused(new Problem(
                                503,
                                "Too many requests at once",
                                "The hub has more to do than it can bear. Nothing of this request was taken; send it again"
                                        + " later.")
                        .with("Retry-After", BUSY_SECONDS));
            }
            try {
                Request.remember(request, caller, body(request));
                chain.doFilter(new EmptiedRequest(request), new ProblemResponse(response));
            } finally {
                leave(request);
            }
        } catch (Refused refused) {
            if (Doors.push(request.getMethod(), request.getRequestURI())) {
                refusals.turnedAway(refused.problem());
            }
            refused.problem().writeTo(response);
        }
    }

    private Caller admitted(HttpServletRequest request) throws Refused {
        String path = request.getRequestURI();
        if (!Doors.plain(path)) {
            throw new Refused(
                    400,
                    "Address not plain",
                    "The path holds something else than segments of letters, digits and . _ ~ -, such as %, ; or //, or ends"
                            + " with a slash. Write it as /api/openapi.json has it; a query may be encoded.");
        }
        if (Doors.signed(request.getMethod(), path)) {
            return Caller.unnamed();
        }
        if (keys.none()) {
            throw new Refused(
                    403,
                    "No key is set",
                    "The hub lets nobody in until a key is set: hub.api.key (HUB_API_KEY), or hub.api.credentials.");
        }
        Optional<Caller> caller = keys.caller(request.getHeader("Authorization"));
        if (caller.isEmpty()) {
            throw new Refused(
                    new Problem(401, "No right key", "Send your credential's key as Authorization: Bearer KEY.")
                            .with("WWW-Authenticate", "Bearer"));
        }
        Set<Scope> scopes = Doors.scopes(request.getMethod(), path)
                .orElseThrow(() -> new Refused(new Problem(
                                405,
                                "Wrong method",
                                "No credential may use this method here; /api/openapi.json says what each address takes.")
                        .with("Allow", Doors.methods(path))));
        if (!scopes.isEmpty() && scopes.stream().noneMatch(caller.get()::may)) {
            Set<String> words = new TreeSet<>();
            scopes.forEach(scope -> words.add(scope.word()));
            throw new Refused(
                    403,
                    "Scope missing",
                    "This needs the scope " + String.join(" or ", words) + ", which "
                            + caller.get().name()
                            + " does not have: see its scopes in hub.api.credentials, or the roles of its token.");
        }
        return caller.get();
    }

    private byte[] body(HttpServletRequest request) throws IOException, Refused {
        int most = settings.maxBodyBytes();
        byte[] body = request.getContentLengthLong() > most
                ? new byte[most + 1]
                : request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new Refused(new Problem(
                            413,
                            "Body too large",
                            "The body has more than " + most
                                    + " bytes. Send one record at a time; hub.api.max-body-bytes sets the limit.")
                    .with("Connection", "close"));
        }
        return body;
    }

    /** Once the answer is out. */
    private void leave(HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new Leaving(room));
        } else {
            room.release();
        }
    }

    private record Leaving(Semaphore room) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            room.release();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completes after this
        }

        @Override
        public void onError(AsyncEvent event) {
            // completes after this
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
