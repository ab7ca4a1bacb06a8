package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.attribution.store.RulePreview;
import uk.fosteringhub.core.attribution.store.UnmappedSources;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.mappings.InvalidMappings;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.settings.WrongSettings;

/** The rules for sources of enquiries, and what they leave open. */
@Command(
        name = "sources",
        description = {
            "Lists what people wrote as a source and no rule of mappings/sources.yml knows, with its counts.",
            "Shows what other rules would change, and applies changed rules to all history at once."
        },
        mixinStandardHelpOptions = true)
final class SourcesCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Act act;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines of each kind (default: ${DEFAULT-VALUE}).")
    private int limit;

    /** What to do instead of listing. */
    static final class Act {
        @Option(
                names = "--preview",
                paramLabel = "FILE",
                description = "Show what the rules of this file would change in all history. Nothing is changed.")
        private Path preview;

        @Option(
                names = "--apply",
                description = "Apply the rules of mappings/sources.yml to all history now, not after the next sync.")
        private boolean apply;
    }

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        AttributionSettings settings = configuration.hub().attribution();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), mappings);
            if (act != null && act.preview != null) {
                preview(new RulePreview(hub.database(), settings)
                        .of(candidate(configuration.hub().mappings()), limit));
            } else if (act != null && act.apply) {
                Attributor.Outcome outcome = new Attributor(hub.database(), mappings.sources(), settings).whole();
                out().println("Rules %s applied to all history: %,d enquiries attributed."
                        .formatted(outcome.rules(), outcome.enquiries()));
            } else {
                list(new UnmappedSources(hub.database()).list(limit));
            }
        }
        return Exit.OK;
    }

    private SourceRules candidate(Path mappings) throws WrongSettings {
        try {
            return MappingFolder.sources(mappings, act.preview);
        } catch (InvalidMappings invalid) {
            throw new WrongSettings(List.copyOf(invalid.problems()));
        }
    }

    private void list(List<UnmappedSources.Unmapped> unmapped) {
        if (unmapped.isEmpty()) {
            out().println("Nothing is unmapped: the rules know every source that was written.");
        }
        unmapped.forEach(one -> out().println("%,7d touchpoints %,7d enquiries  %s"
                .formatted(one.touchpoints(), one.enquiries(), one.received())));
    }

    private void preview(RulePreview.Result result) {
        out().println("Rules %s: %,d enquiries would change.".formatted(result.rules(), result.enquiries()));
        result.retaken().forEach(one -> out().println("%,7d records  %s: %s -> %s (rule %s)"
                .formatted(
                        one.records(),
                        one.received(),
                        named(one.before()),
                        named(one.after()),
                        named(one.afterRule()))));
        result.changed().forEach(one -> out().println(
                        "enquiry %d: %s -> %s".formatted(one.enquiry(), named(one.before()), named(one.after()))));
    }

    private static String named(String code) {
        return code.isEmpty() ? "none" : code;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
