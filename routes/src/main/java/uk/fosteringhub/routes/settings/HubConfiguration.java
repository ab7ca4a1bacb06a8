package uk.fosteringhub.routes.settings;

import java.nio.file.Path;
import java.util.List;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.console.settings.ShownSetting;
import uk.fosteringhub.core.failures.FailureRetention;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.watch.WatchSettings;

/**
 * Everything that is set, checked.
 *
 * @param home the folder that holds {@code config}; relative folders are relative to it
 * @param shown everything as it is set, for people: without secrets
 */
public record HubConfiguration(
        Path home,
        HubSettings hub,
        BrokerSettings broker,
        ApiSettings api,
        ConsoleSettings console,
        AlertSettings alerts,
        WatchSettings watch,
        FailureRetention.Settings failureRetention,
        List<ShownSetting> shown) {}
