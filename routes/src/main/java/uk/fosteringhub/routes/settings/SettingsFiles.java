package uk.fosteringhub.routes.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads {@code config/hub.yml} and every file in {@code config/systems} the way Spring Boot reads its own settings, also
 * for commands that start no application. What is set on the command line wins over the environment, which wins over
 * files.
 */
public final class SettingsFiles {
    private final Path home;

    public SettingsFiles(Path home) {
        this.home = home;
    }

    /** The value for Spring Boot's {@code spring.config.location}. */
    public String locations() {
        List<String> locations = new ArrayList<>();
        Path config = home.resolve("config");
        locations.add("optional:" + config.resolve("hub.yml").toUri());
        Path systems = config.resolve("systems");
        if (Files.isDirectory(systems)) {
            try (Stream<Path> files = Files.list(systems)) {
                files.filter(file -> file.toString().endsWith(".yml"))
                        .sorted()
                        .forEach(file -> locations.add(file.toUri().toString()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot list " + systems, unreadable);
            }
        }
        return String.join(",", locations);
    }

    /** @param overrides setting to value, from the command line */
    ConfigurableEnvironment environment(Map<String, String> overrides) {
        Map<String, Object> first = new LinkedHashMap<>(overrides);
        first.put("spring.config.location", locations());
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command line", first));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
