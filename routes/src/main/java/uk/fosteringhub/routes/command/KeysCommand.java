package uk.fosteringhub.routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys by which the hub encrypts what it keeps. */
@Command(
        name = "keys",
        description = "The keys by which the hub encrypts what it keeps: list, create, rotate, re-encrypt, remove.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysListCommand.class,
            KeysCreateCommand.class,
            KeysRotateCommand.class,
            KeysReEncryptCommand.class,
            KeysRemoveCommand.class
        })
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, create, rotate, re-encrypt or remove.");
    }
}
