package uk.fosteringhub.routes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PairHalf;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.identity.IdentityJson;

/** Lists the pairs that wait for a person. */
@Command(
        name = "review",
        description = "Pairs of records that wait for a person, those first that touch most if they are wrong.",
        mixinStandardHelpOptions = true)
final class ReviewPairsCommand extends IdentityDeskCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    int carryOut(IdentityDesk desk) {
        if (limit < 1) {
            throw wrong("--limit is at least 1.");
        }
        ReviewQueue.Filter filter = ReviewQueue.Filter.all(withRestricted);
        List<PairView> pairs = desk.queue().list(filter, 0, limit);
        int waiting = desk.queue().count(filter);
        if (json) {
            say(IdentityJson.queue(pairs, waiting));
        } else if (pairs.isEmpty()) {
            say("No pair waits for a person.");
        } else {
            TextTable.of(table(pairs)).forEach(this::say);
            say((waiting == ReviewQueue.MOST_COUNTED ? "At least " : "")
                    + (waiting == 1 ? "1 pair waits." : waiting + " pairs wait."));
        }
        return Exit.OK;
    }

    static String state(PairView pair) {
        return pair.state().word()
                + (pair.doubt().isEmpty() ? "" : ", doubted")
                + (pair.firstVerdict().isEmpty() ? "" : ", waits for a second person");
    }

    private static String half(PairHalf half) {
        return name(half.system(), half.name()) + " (" + half.type() + " " + half.entity() + ")";
    }

    private static List<List<String>> table(List<PairView> pairs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("pair", "state", "one", "other", "bits", "touches"));
        pairs.forEach(pair -> rows.add(List.of(
                String.valueOf(pair.id()),
                state(pair),
                half(pair.one()),
                half(pair.other()),
                String.format(Locale.ROOT, "%.1f", pair.weight()),
                pair.touched().stream().map(Consequence::words).collect(Collectors.joining(", ")))));
        return rows;
    }
}
