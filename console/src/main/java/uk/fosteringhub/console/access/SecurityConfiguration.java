package uk.fosteringhub.console.access;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.audit.AuditLog;

/** Who gets in: people by sign-in, page by page after the table in {@link Access}. Programs have their own keys. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String SIGN_IN = "/sign-in";

    @Bean
    AuditLog auditLog(Hub hub) {
        return new AuditLog(hub.database());
    }

    @Bean
    ConsoleUsers consoleUsers(Hub hub) {
        return new ConsoleUsers(hub.database());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService localUsers(ConsoleUsers users, ConsoleSettings settings) {
        return name -> users.named(name)
                .filter(user -> settings.localUsers())
                .map(user -> new LocalUser(user, user.lockedAt(Instant.now())))
                .orElseThrow(() -> new UsernameNotFoundException("nobody of this name"));
    }

    @Bean
    ServletContextInitializer sessions(ConsoleSettings settings) {
        return context -> {
            context.setSessionTimeout((int) Math.max(1, settings.signedInFor().toMinutes()));
            context.getSessionCookieConfig().setName("hub-session");
            context.getSessionCookieConfig().setHttpOnly(true);
            context.getSessionCookieConfig().setSecure(settings.secure());
            // Not strict: an OpenID provider sends people back from its own site.
            context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
        };
    }

    /**
     * The REST interface has a gate of its own, which asks for keys and sets the headers of its answers, and holds no
     * session that a foreign page could use: the filters for people would only cost its callers more than the rest of
     * their request.
     */
    @Bean
    DelegatingFilterProxyRegistrationBean securityFilterChainRegistration() {
        return new PeoplesFilters();
    }

    /** What is asked by programs, and looked at by who runs them. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/actuator/**"))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ConsoleSettings settings) throws Exception {
        http.authorizeHttpRequests(pages -> pages.requestMatchers(
                                HttpMethod.GET, SIGN_IN, "/webjars/**", "/console/**", "/favicon.ico", "/error")
                        .permitAll()
                        .requestMatchers(SIGN_IN, "/error")
                        .permitAll()
                        .anyRequest()
                        .access(byTable()))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .loginProcessingUrl(SIGN_IN)
                        .defaultSuccessUrl("/", false)
                        .failureUrl(SIGN_IN + "?refused"))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(contentSecurityPolicy(settings)))
                        .referrerPolicy(Customizer.withDefaults())
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()")));
        if (settings.openId().isPresent()) {
            ConsoleSettings.OpenId provider = settings.openId().get();
            http.oauth2Login(login -> login.loginPage(SIGN_IN)
                    .clientRegistrationRepository(new OpenIdProvider(settings, provider))
                    .failureHandler(new NotVouchedFor(SIGN_IN + "?not-vouched-for"))
                    .userInfoEndpoint(user -> user.userAuthoritiesMapper(rolesOf(provider))));
        }
        return http.build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> byTable() {
        return (authentication, context) ->
                new AuthorizationDecision(authentication.get().isAuthenticated()
                        && Access.may(
                                SignedIn.roles(authentication.get()),
                                context.getRequest().getMethod(),
                                context.getRequest().getRequestURI()));
    }

    private static GrantedAuthoritiesMapper rolesOf(ConsoleSettings.OpenId provider) {
        return given -> {
            Set<GrantedAuthority> roles = new HashSet<>();
            for (GrantedAuthority authority : given) {
                if (authority instanceof OidcUserAuthority vouchedFor) {
                    Object claim = vouchedFor.getIdToken().getClaim(provider.rolesClaim());
                    Set<String> words = claim instanceof Iterable<?> many
                            ? java.util.stream.StreamSupport.stream(many.spliterator(), false)
                                    .map(String::valueOf)
                                    .collect(Collectors.toSet())
                            : Set.of(String.valueOf(claim));
                    words.stream()
                            .flatMap(
                                    word -> Optional.ofNullable(provider.roles().get(word)).stream())
                            .map(LocalUser::authority)
                            .forEach(roles::add);
                }
            }
            return roles;
        };
    }

    /** Nothing from elsewhere, and no script or style within a page. Signing out may end at the OpenID provider. */
    private static String contentSecurityPolicy(ConsoleSettings settings) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                + settings.openId()
                        .map(provider -> " " + provider.issuer().getScheme() + "://"
                                + provider.issuer().getAuthority())
                        .orElse("");
    }
}
