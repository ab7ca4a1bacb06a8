package uk.fosteringhub.routes.log;

import java.util.List;
import uk.fosteringhub.routes.settings.WrongSettings;

/** How the log is written. Set in the environment, since the log begins before the settings are read. */
public enum LogFormat {
    TEXT,
    JSON;

    private static final String NAME = "HUB_LOG_FORMAT";

    /** @throws WrongSettings if it is neither {@code text} nor {@code json} */
    public static LogFormat chosen() throws WrongSettings {
        return of(System.getenv(NAME));
    }

    static LogFormat of(String written) throws WrongSettings {
        if (written == null || written.isBlank() || written.equals("text")) {
            return TEXT;
        }
        if (written.equals("json")) {
            return JSON;
        }
        throw new WrongSettings(List.of(NAME + " is '" + written + "'; write text or json."));
    }
}
