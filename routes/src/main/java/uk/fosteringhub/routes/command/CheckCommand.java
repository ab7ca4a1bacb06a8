package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.mappings.InvalidMappings;
import uk.fosteringhub.mappings.sources.Spellings;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.PublishTargets;
import uk.fosteringhub.routes.TargetLines;
import uk.fosteringhub.routes.Transports;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.settings.WrongSettings;

/** Tries everything that a sync needs, without taking anything. */
@Command(
        name = "check",
        description = "Check settings and mapping files and try every connection; a sentence for each problem.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        out.println("ok: settings, " + mappings.names().size() + " mappings, "
                + configuration.hub().feeds().size() + " feeds");
        List<String> problems = new ArrayList<>();
        checkSpellings(configuration, mappings, problems);
        try (HubDatabase database = HubDatabase.open(configuration.hub());
                ConfigurableApplicationContext hub =
                        HubApplication.start(configuration, mappings, database.dataSource(), false)) {
            out.println("ok: database");
            for (SystemSettings system : configuration.hub().systems()) {
                checkSystem(system, hub.getBean(Transports.class), problems);
                checkTarget(system, hub.getBeansOfType(TargetWay.class).values(), problems);
            }
            new PublishTargets(configuration).probe().forEach((target, problem) -> tell(target, problem, problems));
        }
        problems.forEach(problem -> spec.commandLine().getErr().println("hub: " + problem));
        return problems.isEmpty() ? Exit.OK : Exit.RED;
    }

    /** Whether the rules for sources take each spelling beside them for what it means. */
    private void checkSpellings(HubConfiguration configuration, Mappings mappings, List<String> problems)
            throws WrongSettings {
        try {
            Spellings spellings = Spellings.of(configuration.hub().mappings());
            List<String> wrong = spellings.problems(mappings.sources());
            problems.addAll(wrong);
            if (wrong.isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println("ok: rules for sources, version "
                                + mappings.sources().version() + ", " + spellings.size() + " spellings");
            }
        } catch (InvalidMappings unreadable) {
            throw new WrongSettings(List.copyOf(unreadable.problems()));
        }
    }

    private void checkTarget(SystemSettings system, Collection<TargetWay> ways, List<String> problems) {
        system.out()
                .ifPresent(target -> tell(
                        "to " + system.name() + " at " + target.location(),
                        TargetLines.wayTo(target, ways).probe(system, target),
                        problems));
    }

    private void checkSystem(SystemSettings system, Transports transports, List<String> problems) {
        List<FeedSettings> inUse = system.feeds().stream()
                .filter(feed -> feed.location().isPresent())
                .toList();
        if (inUse.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println("not in use: " + system.name() + " (hub.systems." + system.name()
                            + ".location is not set)");
            return;
        }
        Map<String, Optional<String>> answers = transports.probe(system, inUse);
        answers.forEach((place, problem) -> tell(system.name() + " at " + place, problem, problems));
    }

    private void tell(String what, Optional<String> problem, List<String> problems) {
        problem.ifPresentOrElse(problems::add, () -> spec.commandLine().getOut().println("ok: " + what));
    }
}
