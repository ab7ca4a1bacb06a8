package uk.fosteringhub.routes.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.failures.Explanation;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureEvents;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** Explains one failure. */
@Command(
        name = "show",
        description = "One failure: what happened, who must act, what was done. Without values as received.",
        mixinStandardHelpOptions = true)
final class ShowFailureCommand extends FailureDeskCommand {
    @Parameters(paramLabel = "FAILURE", description = "Its number.")
    private long id;

    @Override
    int carryOut(FailureWork work) throws CannotDo {
        FailureDetail failure = work.desk().one(id).orElseThrow(() -> new CannotDo("There is no failure " + id + "."));
        Explanation explanation = work.explanations().of(failure);
        List<FailureEvents.Event> history = work.desk().history(id);
        if (json) {
            say(FailureJson.whole(failure, explanation, history));
            return Exit.OK;
        }
        say("Failure " + id + " of " + failure.found().feed() + ", record "
                + failure.found().key() + ": " + failure.found().state().word());
        say(explanation.what());
        if (!failure.damage().isEmpty()) {
            say("Its record cannot be read any more. " + failure.damage());
        }
        say("Who must act: " + explanation.who().words() + ".");
        say(explanation.todo());
        explanation.fixedBefore().forEach(way -> say("Earlier ones: " + way));
        history.forEach(event -> say(event.at() + "  " + event.actor() + "  " + event.action() + "  " + event.note()));
        return Exit.OK;
    }
}
