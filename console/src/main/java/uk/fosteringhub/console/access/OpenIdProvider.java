package uk.fosteringhub.console.access;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import uk.fosteringhub.console.ConsoleSettings;

/**
 * The OpenID provider as Spring Security wants it. It is asked for its addresses when somebody first signs in, and again
 * after it could not be reached: a provider that is away must not keep the hub from starting.
 */
final class OpenIdProvider implements ClientRegistrationRepository {
    /** As in {@code /login/oauth2/code/council}, the address that the provider sends people back to. */
    static final String REGISTRATION = "council";

    private final ConsoleSettings settings;
    private final ConsoleSettings.OpenId provider;
    private ClientRegistration known;

    OpenIdProvider(ConsoleSettings settings, ConsoleSettings.OpenId provider) {
        this.settings = settings;
        this.provider = provider;
    }

    @Override
    public synchronized ClientRegistration findByRegistrationId(String registration) {
        if (!registration.equals(REGISTRATION)) {
            return null;
        }
        if (known == null) {
            known = ClientRegistrations.fromIssuerLocation(provider.issuer().toString())
                    .registrationId(REGISTRATION)
                    .clientId(provider.clientId())
                    .clientSecret(provider.clientSecret())
                    .scope("openid", "profile")
                    .userNameAttributeName(provider.nameClaim())
                    .redirectUri(settings.publicAddress().map(Object::toString).orElse("{baseUrl}")
                            + "/login/oauth2/code/{registrationId}")
                    .build();
        }
        return known;
    }
}
