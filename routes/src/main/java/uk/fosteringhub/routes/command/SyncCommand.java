package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.LogFile;
import uk.fosteringhub.routes.RunJson;
import uk.fosteringhub.routes.RunTable;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.UnknownFeed;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** One run of the sync. */
@Command(
        name = "sync",
        description = {
            "One sync run. Progress on standard error, the result on standard output.",
            "Exit 0 green, 1 amber, 2 red, 64 wrong usage, 78 wrong configuration."
        },
        mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--feed", paramLabel = "NAME", arity = "1..*", description = "Only this feed. May be repeated.")
    private List<String> feeds = new ArrayList<>();

    @Option(names = "--dry-run", description = "Say what would happen; change nothing here or at the systems.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        requireUse(configuration);
        LogFile.in(configuration.hub().data());
        KeysNotice keys = KeysNotice.before(configuration.hub().encryption());
        try (HubDatabase database = HubDatabase.open(configuration.hub());
                ConfigurableApplicationContext hub =
                        HubApplication.start(configuration, mappings, database.dataSource(), false)) {
            keys.say(spec.commandLine().getErr());
            RunResult result = run(hub.getBean(SyncRun.class));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(RunJson.of(result));
            } else {
                RunTable.of(result).forEach(out::println);
            }
            return result.verdict().exitCode();
        }
    }

    /** What is wrong is said before anything is started. */
    private void requireUse(HubConfiguration configuration) throws Exception {
        try {
            SyncRun.wanted(configuration.hub(), feeds);
        } catch (UnknownFeed unknown) {
            throw new ParameterException(spec.commandLine(), unknown.getMessage());
        }
    }

    private RunResult run(SyncRun syncRun) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Optional<SyncRun.Led> led = syncRun.lead(new SyncRequest("command", feeds, dryRun));
        if (led.isEmpty()) {
            throw new CannotDo("Another process leads a run right now; wait until it ends, then run again.");
        }
        if (led.get().resumed()) {
            err.println("Going on with run " + led.get().id() + ", which was broken off.");
        }
        try (ConsoleProgress progress = new ConsoleProgress(err)) {
            return led.get().carryOut(progress);
        }
    }
}
