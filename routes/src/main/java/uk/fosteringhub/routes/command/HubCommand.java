package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeysetUnusable;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.routes.settings.WrongSettings;

/** The command line. */
@Command(
        name = "hub",
        description = "Keeps a council's fostering systems in step, overnight and on its own.",
        mixinStandardHelpOptions = true,
        version = "Fostering Integration Hub 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SyncCommand.class,
            ServeCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            FeedsCommand.class,
            RunsCommand.class,
            FailuresCommand.class,
            IncidentsCommand.class,
            MapCommand.class,
            ExportCommand.class,
            ReconcileCommand.class,
            DifferencesCommand.class,
            AttributeCommand.class,
            LinkCommand.class,
            SourcesCommand.class,
            IdentityCommand.class,
            GenerateCommand.class,
            DeliveryCommand.class,
            KeysCommand.class,
            BenchCommand.class
        })
public final class HubCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HubCommand.class);

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        // Logging is set up by logback.xml alone, for commands with and without an application.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(line().setOut(out).setErr(err).execute(args));
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new HubCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(HubCommand::wrongUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    private static int wrongUsage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("hub: " + plain(wrong.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.WRONG_USAGE;
    }

    /** What the library says of a value that it cannot read names Java's types. */
    private static String plain(String message) {
        return message.replaceAll("' is not an? (int|long)$", "' is not a whole number")
                .replaceAll("cannot convert ('.*') to class [^ ]+ \\(.*\\)$", "$1 is not written as it should be");
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof ParameterException wrong) {
            return wrongUsage(wrong, new String[0]);
        }
        if (failure instanceof WrongSettings wrong) {
            wrong.problems().forEach(problem -> command.getErr().println("hub: " + problem));
            return Exit.WRONG_CONFIGURATION;
        }
        if (failure instanceof KeysetUnusable) {
            command.getErr().println("hub: " + failure.getMessage());
            return Exit.WRONG_CONFIGURATION;
        }
        if (failure instanceof StoreUnavailable || failure instanceof CannotDo) {
            command.getErr().println("hub: " + failure.getMessage());
            return Exit.RED;
        }
        LOG.error("command={} outcome=defect", command.getCommandName(), failure);
        command.getErr()
                .println("hub: Something went wrong that should not: "
                        + String.valueOf(failure.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("") + " ("
                        + failure.getClass().getSimpleName() + "). The log in data/logs says more.");
        return Exit.RED;
    }
}
