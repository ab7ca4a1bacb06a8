package uk.fosteringhub.routes.api;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;
import uk.fosteringhub.routes.settings.JwtSettings;
import uk.fosteringhub.routes.settings.Scope;

/**
 * Programs that come with a token of an OpenID provider. A token counts if the provider signed it, for the hub, and it has
 * not run out. The provider is asked for its keys when the first token comes, and again when it changed them.
 */
final class JwtCallers {
    private static final Logger LOG = LoggerFactory.getLogger(JwtCallers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PUSH = "push:";
    private static final String AGAIN_SECONDS = "30";
    /** Who the token was made for, under the names that providers use; the subject is the last resort. */
    private static final List<String> NAMES = List.of("azp", "appid", "client_id", JwtClaimNames.SUB);

    private final JwtSettings settings;
    private volatile JwtDecoder decoder;

    JwtCallers(JwtSettings settings) {
        this.settings = settings;
    }

    /**
     * @param token as sent
     * @return empty if it is no token that counts
     * @throws Refused if the provider cannot be asked now
     */
    Optional<Caller> caller(String token) throws Refused {
        try {
            return Optional.of(caller(decoder().decode(token)));
        } catch (BadJwtException wrong) {
            return Optional.empty();
        } catch (JwtException | IllegalArgumentException | IllegalStateException away) {
            LOG.warn(
                    "issuer={} outcome=unreachable {}",
                    settings.issuer(),
                    away.getClass().getSimpleName());
            throw new Refused(new Problem(
                            503,
                            "Tokens cannot be checked now",
                            "The provider that makes the tokens does not answer the hub. Nothing of this request was taken;"
                                    + " send it again later.")
                    .with("Retry-After", AGAIN_SECONDS));
        }
    }

    private JwtDecoder decoder() {
        JwtDecoder known = decoder;
        if (known == null) {
            synchronized (this) {
                if (decoder == null) {
                    decoder = made();
                }
                known = decoder;
            }
        }
        return known;
    }

    private JwtDecoder made() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout((int) PATIENCE.toMillis());
        requests.setReadTimeout((int) PATIENCE.toMillis());
        NimbusJwtDecoder made = NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                .restOperations(new RestTemplate(requests))
                .build();
        made.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())),
                // a token that never runs out would be a key that nobody can take back
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, until -> until != null)));
        return made;
    }

    private Caller caller(Jwt token) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Optional<String> system = Optional.empty();
        for (String role : roles(token)) {
            if (role.startsWith(PUSH) && settings.systems().contains(role.substring(PUSH.length()))) {
                scopes.add(Scope.PUSH);
                system = Optional.of(role.substring(PUSH.length()));
            }
            for (Scope scope : Scope.values()) {
                if (scope != Scope.PUSH && scope.word().equals(role.toLowerCase(Locale.ROOT))) {
                    scopes.add(scope);
                }
            }
        }
        String name = NAMES.stream()
                .map(token::getClaimAsString)
                .filter(claim -> claim != null && claim.matches("[\\x21-\\x7E]{1,100}"))
                .findFirst()
                .orElse("unnamed");
        return new Caller("token:" + name, scopes, system, Optional.empty());
    }

    private List<String> roles(Jwt token) {
        try {
            List<String> roles = token.getClaimAsStringList(settings.rolesClaim());
            return roles == null ? List.of() : roles;
        } catch (IllegalArgumentException otherKind) {
            return List.of();
        }
    }
}
