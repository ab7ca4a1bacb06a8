package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.LogFile;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Stays up: the schedule, the REST interface and the pages. */
@Command(
        name = "serve",
        description = "The scheduler, the REST interface and the pages, until stopped.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        LogFile.in(configuration.hub().data());
        PrintWriter err = spec.commandLine().getErr();
        KeysNotice keys = KeysNotice.before(configuration.hub().encryption());
        try (StopSignal stop = new StopSignal();
                HubDatabase database = HubDatabase.open(configuration.hub());
                ServingHub hub = ServingHub.start(configuration, mappings, database.dataSource())) {
            database.leaveToCaller();
            hub.describe(err);
            keys.say(err);
            hub.letInTheFirst(err);
            stop.await();
        }
        return Exit.OK;
    }
}
