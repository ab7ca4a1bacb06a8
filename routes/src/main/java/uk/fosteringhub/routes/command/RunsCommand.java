package uk.fosteringhub.routes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Lists the runs. */
@Command(name = "runs", description = "The runs, the newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--limit", defaultValue = "20", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            List<RunList.Listed> runs = new RunList(hub.database()).of(0, Math.max(1, limit));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(runs));
            } else {
                TextTable.of(table(runs)).forEach(out::println);
            }
        }
        return Exit.OK;
    }

    private static List<List<String>> table(List<RunList.Listed> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", "started by", "state", "verdict", "started", "finished"));
        runs.forEach(run -> rows.add(List.of(
                String.valueOf(run.run()),
                run.trigger(),
                run.state(),
                run.verdict().orElse(""),
                run.startedAt().toString(),
                run.finishedAt().map(Object::toString).orElse(""))));
        return rows;
    }

    private static String json(List<RunList.Listed> runs) {
        var document = new ObjectMapper().createObjectNode();
        var list = document.putArray("runs");
        runs.forEach(run -> list.addObject()
                .put("run", run.run())
                .put("trigger", run.trigger())
                .put("state", run.state())
                .put("verdict", run.verdict().orElse(null))
                .put("startedAt", run.startedAt().toString())
                .put("finishedAt", run.finishedAt().map(Object::toString).orElse(null)));
        return document.toPrettyString();
    }
}
