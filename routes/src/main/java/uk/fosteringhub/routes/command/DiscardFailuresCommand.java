package uk.fosteringhub.routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;

/** Says that nothing is to be done about failures. */
@Command(
        name = "discard",
        description = "Says that nothing is to be done about open failures, and why.",
        mixinStandardHelpOptions = true)
final class DiscardFailuresCommand extends FailureDeskCommand {
    @Parameters(paramLabel = "QUERY", description = "Which, of those that are open; such as id:12.")
    private String query;

    @Option(names = "--reason", required = true, description = "Why nothing is to be done.")
    private String reason;

    @Override
    int carryOut(FailureWork work) throws FailureRefused, WrongQuery, CannotDo {
        int discarded = work.desk().discardAll(FailureQuery.of(query), ACTOR, reason);
        if (discarded == 0) {
            throw new CannotDo("No open failure is found by: " + query);
        }
        say(json ? "{\"discarded\":" + discarded + "}" : discarded + " discarded.");
        return Exit.OK;
    }
}
