package uk.fosteringhub.routes.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.failures.FailureJson;

/** Lists failures. */
@Command(name = "list", description = "Failures, the newest first.", mixinStandardHelpOptions = true)
final class ListFailuresCommand extends FailureDeskCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "QUERY",
            defaultValue = "state:open OR state:held OR state:retrying",
            description = "Such as: feed:lcs-persons AND NOT rule:required (default: those that wait).")
    private String query;

    @Option(names = "--limit", defaultValue = "50", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    int carryOut(FailureWork work) throws WrongQuery {
        List<FailureSearch.Found> found = work.search().page(FailureQuery.of(query), 0, Math.max(1, limit));
        if (json) {
            say(FailureJson.list(found));
        } else {
            TextTable.of(table(found)).forEach(this::say);
        }
        return Exit.OK;
    }

    private static List<List<String>> table(List<FailureSearch.Found> found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("failure", "state", "feed", "key", "kind", "rule", "column", "seen", "message"));
        found.forEach(one -> rows.add(List.of(
                String.valueOf(one.id()),
                one.state().word(),
                one.feed(),
                one.key(),
                one.kind(),
                one.rule(),
                one.column(),
                String.valueOf(one.seen()),
                one.message())));
        return rows;
    }
}
