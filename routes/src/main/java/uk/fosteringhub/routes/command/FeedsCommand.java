package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.routes.FeedOverview;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Lists what is configured. */
@Command(
        name = "feeds",
        description = "What is configured: feeds, where they come from, last delivery, next run.",
        mixinStandardHelpOptions = true,
        subcommands = {FeedActs.Pause.class, FeedActs.Resume.class, FeedActs.Try.class})
final class FeedsCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            FeedOverview overview = FeedOverview.of(configuration.hub(), mappings, database.dataSource());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(overview.json());
            } else {
                overview.table().forEach(out::println);
            }
        }
        return Exit.OK;
    }
}
