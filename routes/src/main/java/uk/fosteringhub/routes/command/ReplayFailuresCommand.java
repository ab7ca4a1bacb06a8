package uk.fosteringhub.routes.command;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replayer;
import uk.fosteringhub.routes.failures.FailureJson;

/** Takes failures through again. */
@Command(
        name = "replay",
        description = "Takes failures through again, one first, then a few, then more; stops when they fail again.",
        mixinStandardHelpOptions = true)
final class ReplayFailuresCommand extends FailureDeskCommand {
    private static final int MOST_LOOKED_AT = 10_000;

    @Parameters(
            paramLabel = "QUERY",
            description = "Which, of those that are open; such as: feed:lcs-persons rule:date, or id:12.")
    private String query;

    @Option(names = "--preview", description = "Only say what would become of them.")
    private boolean preview;

    @Option(names = "--token", description = "Said twice, it is done once.")
    private String token = UUID.randomUUID().toString();

    @Option(
            names = "--rate",
            defaultValue = "" + ReplaySets.USUAL_RATE,
            description = "Most failures a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Override
    int carryOut(FailureWork work) throws FailureRefused, WrongQuery {
        if (preview) {
            tell(work.replays().previews().of(FailureQuery.of(query), Optional.empty(), MOST_LOOKED_AT));
            return Exit.OK;
        }
        ReplaySet set = work.replays()
                .sets()
                .confirm(new ReplaySets.Wanted(token, "Replay of " + query, query, Optional.empty(), rate, ACTOR));
        ReplaySet done = carriedOut(work, set.id());
        if (json) {
            say(FailureJson.of(done).toPrettyString());
        } else {
            say("Replay " + done.id() + " is " + done.state().word() + ": of " + done.total() + ", " + done.applied()
                    + " applied, " + done.already() + " were so already, " + done.superseded()
                    + " have a newer version, "
                    + done.failed() + " failed again, " + done.skipped() + " left alone."
                    + (done.note().isEmpty() ? "" : " " + done.note()));
        }
        return done.state() == ReplaySet.State.FINISHED && done.failed() == 0 ? Exit.OK : Exit.AMBER;
    }

    private void tell(Preview looked) {
        if (json) {
            say(FailureJson.of(looked));
            return;
        }
        say("Of " + looked.all() + ", looked at " + looked.looked() + ":");
        looked.counts().forEach((kind, count) -> say("  " + count + " would: " + FailureJson.word(kind)));
        looked.sentences().forEach((sentence, count) -> say("  " + count + " × " + sentence));
    }

    private static ReplaySet carriedOut(FailureWork work, long id) {
        while (true) {
            ReplaySet set = work.replays().sets().one(id).orElseThrow();
            if (set.state() != ReplaySet.State.RUNNING) {
                return set;
            }
            Replayer.Step step = work.replays().replayer().advance(id, set.rate());
            pause(step.more() ? (long) (1000.0 * step.failures() / set.rate()) : 1000);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped; the replay goes on when the hub serves", stopped);
        }
    }
}
