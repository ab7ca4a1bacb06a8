package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.Transports;
import uk.fosteringhub.routes.feeds.ConnectionTest;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What can be done about one feed. */
abstract class FeedActs implements Callable<Integer> {
    private static final String ACTOR = "command line";

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The feed, such as lcs-persons.")
    private String name;

    abstract int act(HubConfiguration configuration, Mappings mappings, HubDatabase database, FeedSettings feed)
            throws Exception;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        FeedSettings feed = configuration.hub().feeds().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no feed '" + name + "'; ./hub feeds lists them."));
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            return act(configuration, mappings, database, feed);
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static FeedPauses pauses(HubConfiguration configuration, Mappings mappings, HubDatabase database) {
        Hub hub = Hub.on(database.dataSource(), configuration.hub(), mappings);
        return new FeedPauses(hub.database(), new AuditLog(hub.database()));
    }

    /** Pauses it. */
    @Command(
            name = "pause",
            description = "Nothing of a feed is read, and none of it is missed, until it is resumed.",
            mixinStandardHelpOptions = true)
    static final class Pause extends FeedActs {
        @Option(names = "--reason", required = true, description = "Why; shown with every verdict. Name no person.")
        private String reason;

        @Override
        int act(HubConfiguration configuration, Mappings mappings, HubDatabase database, FeedSettings feed)
                throws CannotDo {
            if (!pauses(configuration, mappings, database).pause(feed.name(), ACTOR, reason)) {
                throw new CannotDo(feed.name() + " is paused already; it stays as it was.");
            }
            out().println(feed.name() + " is paused.");
            return Exit.OK;
        }
    }

    /** Resumes it. */
    @Command(name = "resume", description = "A paused feed is read again.", mixinStandardHelpOptions = true)
    static final class Resume extends FeedActs {
        @Option(names = "--reason", description = "Why; for the audit.")
        private String reason = "";

        @Override
        int act(HubConfiguration configuration, Mappings mappings, HubDatabase database, FeedSettings feed)
                throws CannotDo {
            if (!pauses(configuration, mappings, database).resume(feed.name(), ACTOR, reason)) {
                throw new CannotDo(feed.name() + " is not paused.");
            }
            out().println(feed.name() + " is resumed. The next run reads it.");
            return Exit.OK;
        }
    }

    /** Tries the place it comes from. */
    @Command(
            name = "test",
            description = "Tries the place a feed comes from, without taking anything.",
            mixinStandardHelpOptions = true)
    static final class Try extends FeedActs {
        @Override
        int act(HubConfiguration configuration, Mappings mappings, HubDatabase database, FeedSettings feed) {
            try (ConfigurableApplicationContext hub =
                    HubApplication.start(configuration, mappings, database.dataSource(), false)) {
                ConnectionTest.Result result =
                        new ConnectionTest(configuration.hub(), hub.getBean(Transports.class)).of(feed);
                result.sentences().forEach(out()::println);
                return result.good() ? Exit.OK : Exit.RED;
            }
        }
    }
}
