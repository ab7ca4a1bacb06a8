package uk.fosteringhub.console.settings;

import java.util.List;

/**
 * A setting as it counts.
 *
 * @param name with dots
 * @param value what is secret in it is left out
 * @param from where it was set: the command line, the environment, or a file
 */
public record ShownSetting(String name, String value, String from) {

    /** All of them, in the order of their names. */
    @FunctionalInterface
    public interface Settings {
        List<ShownSetting> all();
    }
}
