package uk.fosteringhub.routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What could not go on, and what is done about it. */
@Command(
        name = "failures",
        description = "What could not go on: list, show, replay, discard.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListFailuresCommand.class,
            ShowFailureCommand.class,
            ReplayFailuresCommand.class,
            DiscardFailuresCommand.class
        })
final class FailuresCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show, replay or discard.");
    }
}
