package uk.fosteringhub.routes.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import uk.fosteringhub.console.settings.ShownSetting;

/** All settings with the value that counts and where it comes from; for people, so without secrets. */
final class SettingsAsTheyCount {
    private static final String PREFIX = "hub.";
    private static final String HIDDEN = "(not shown)";
    /** The last part of a name that says that its value is a secret. */
    private static final Pattern SECRET =
            Pattern.compile("(.*[-.])?(password|secret|key|key-sha256|keyset|token|jaas.*|.*credentials?|passphrase)");
    /** Of names written in the environment: all but letters and digits is lost there. */
    private static final Pattern SECRET_IN_ENVIRONMENT =
            Pattern.compile(".*(PASSWORD|SECRET|KEY|KEYSHA256|KEYSET|TOKEN|JAAS.*|CREDENTIALS?|PASSPHRASE)");

    private static final Pattern USER_IN_ADDRESS = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern SECRET_IN_ADDRESS =
            Pattern.compile("(?i)([?&;](password|user|sslpassword|key|token|secret|sig)=)[^&;\\s]*");

    List<ShownSetting> of(ConfigurableEnvironment environment) {
        Map<String, ShownSetting> shown = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    add(name, listed, environment, shown);
                }
            }
        }
        return new ArrayList<>(shown.values());
    }

    private void add(
            String name,
            EnumerablePropertySource<?> source,
            ConfigurableEnvironment environment,
            Map<String, ShownSetting> shown) {
        boolean variable = source instanceof SystemEnvironmentPropertySource && name.startsWith("HUB_");
        if (!variable && !name.startsWith(PREFIX)) {
            return;
        }
        boolean secret = variable
                ? SECRET_IN_ENVIRONMENT.matcher(name.toUpperCase(Locale.ROOT)).matches()
                : SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches();
        Object written = source.getProperty(name);
        String value = written == null ? "" : environment.resolvePlaceholders(written.toString());
        shown.putIfAbsent(
                name,
                new ShownSetting(
                        name, secret && !value.isEmpty() ? HIDDEN : withoutSecrets(value), origin(name, source)));
    }

    private static String withoutSecrets(String value) {
        String bare = USER_IN_ADDRESS.matcher(value).replaceAll("//" + HIDDEN + "@");
        return SECRET_IN_ADDRESS.matcher(bare).replaceAll("$1" + HIDDEN);
    }

    private String origin(String name, PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource) {
            return "environment";
        }
        Origin origin = OriginLookup.getOrigin(source, name);
        if (origin instanceof TextResourceOrigin text && text.getResource() != null) {
            String file = String.valueOf(text.getResource().getFilename());
            return (file.equals("hub.yml") ? "config/" : "config/systems/") + file + ", line "
                    + (text.getLocation().getLine() + 1);
        }
        return source.getName().equals("command line") ? "command line or default of the command" : source.getName();
    }
}
