package uk.fosteringhub.routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is the same person. */
@Command(
        name = "identity",
        description =
                "Finds out which records are about the same person: how far it is, what people have to decide, and why.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IdentityStatusCommand.class,
            IdentityTrainCommand.class,
            ReviewPairsCommand.class,
            ShowPairCommand.class,
            DecidePairCommand.class,
            WhyOneCommand.class,
            SplitRecordCommand.class,
            IdentitySampleCommand.class
        })
final class IdentityCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: status, train, review, show, decide, why, split or sample.");
    }
}
