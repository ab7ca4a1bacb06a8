package uk.fosteringhub.routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.routes.identity.IdentityJson;

/** Decides about a pair. */
@Command(
        name = "decide",
        description = "Says whether two records are about one person, or takes that back.",
        mixinStandardHelpOptions = true)
final class DecidePairCommand extends IdentityDeskCommand {
    @Parameters(index = "0", paramLabel = "PAIR", description = "Its number.")
    private long number;

    @Parameters(index = "1", paramLabel = "VERDICT", description = "same, different, unsure or taken-back.")
    private String verdict;

    @Option(
            names = "--version",
            paramLabel = "N",
            required = true,
            description = "The pair's version as 'identity show' gave it, so that nobody decides on what has changed.")
    private int version;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            required = true,
            description = "Why. Name no person of the records.")
    private String reason;

    private static String holds(Verdict verdict) {
        return switch (verdict) {
            case SAME -> "decided, the same.";
            case DIFFERENT -> "decided, different.";
            case UNSURE -> "unsure. It is at the end of the queue.";
            case TAKEN_BACK -> "the decision is taken back, and the pair waits for review.";
        };
    }

    @Override
    int carryOut(IdentityDesk desk) throws DecisionRefused {
        Decisions.Outcome outcome = desk.decisions()
                .decide(new Decisions.Wanted(number, version, verdict(verdict), reason, ACTOR, withRestricted));
        say(
                json
                        ? IdentityJson.outcome(outcome)
                        : switch (outcome.effect()) {
                            case STANDS -> "Pair " + number + ": " + holds(verdict(verdict));
                            case WAITS -> "Kept; a second person must agree.";
                            case DISAGREED -> "Not agreed: the pair is back in the queue.";
                        });
        return Exit.OK;
    }
}
