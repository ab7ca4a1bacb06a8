package uk.fosteringhub.routes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
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
    @Option(names = "--limit", defaultValue = "50", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    int carryOut(IdentityDesk desk) {
        ReviewQueue.Filter filter = ReviewQueue.Filter.all(withRestricted);
        List<PairView> pairs = desk.queue().list(filter, 0, Math.max(1, limit));
        int waiting = desk.queue().count(filter);
        if (json) {
            say(IdentityJson.queue(pairs, waiting));
        } else if (pairs.isEmpty()) {
            say("No pair waits for a person.");
        } else {
            TextTable.of(table(pairs)).forEach(this::say);
            say(waiting + " wait.");
        }
        return Exit.OK;
    }

    private static List<List<String>> table(List<PairView> pairs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("pair", "state", "one", "other", "bits", "touches"));
        pairs.forEach(pair -> rows.add(List.of(
                String.valueOf(pair.id()),
                pair.state().word(),
                pair.one().name() + " (" + pair.one().type() + " " + pair.one().entity() + ")",
                pair.other().name() + " (" + pair.other().type() + " "
                        + pair.other().entity() + ")",
                String.format(Locale.ROOT, "%.1f", pair.weight()),
                pair.touched().stream().map(Consequence::words).collect(Collectors.joining(", ")))));
        return rows;
    }
}
