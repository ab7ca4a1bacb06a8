package uk.fosteringhub.routes.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.LogFile;
import uk.fosteringhub.routes.MllpListening;
import uk.fosteringhub.routes.RunTable;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.SystemsTable;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Everything on this machine, with made-up records. */
@Command(
        name = "demo",
        description = {
            "One overnight sync with stand-ins for every outside system and made-up records; nothing need be"
                    + " installed.",
            "Some bad records are planted on purpose, so the verdict is amber."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 16;

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "End after the sync: exit 0 when the books balance.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        Simulation simulation = ServiceLoader.load(Simulation.class)
                .findFirst()
                .orElseThrow(() -> new CannotDo("This package has no simulators, so it has no demo."));
        Path data = overrides.configuration(ownSettings(Map.of())).hub().data();
        LogFile.in(data);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Starting stand-ins for the outside systems, and the hub (data in " + data + ") …");
        try (StopSignal stop = new StopSignal();
                Simulation.Running outside = simulation.start(data.resolve("simulation"))) {
            HubConfiguration configuration = overrides.configuration(ownSettings(outside.settings()));
            Mappings mappings = overrides.mappings(configuration);
            try (HubDatabase database = HubDatabase.open(configuration.hub())) {
                outside.descriptions()
                        .forEach(line -> spec.commandLine().getOut().println("  " + line));
                return serve(configuration, mappings, database, outside, stop);
            }
        }
    }

    /** Also for a single sync the hub serves, since some systems send to it by themselves. */
    private int serve(
            HubConfiguration configuration,
            Mappings mappings,
            HubDatabase database,
            Simulation.Running outside,
            StopSignal stop)
            throws Exception {
        KeysNotice keys = KeysNotice.before(configuration.hub().encryption());
        try (ServingHub hub = ServingHub.start(configuration, mappings, database.dataSource())) {
            if (!once) {
                database.leaveToCaller();
            }
            Map<String, Integer> mllp =
                    hub.context().getBean(MllpListening.Listeners.class).ports();
            keys.say(spec.commandLine().getErr());
            outside.call(new Simulation.Doors(hub.address(), mllp));
            int exit = sync(hub.context());
            PrintWriter err = spec.commandLine().getErr();
            if (!once) {
                hub.describe(err);
                err.println("Sign in as operations, recruitment, governance or admin; the password of this demo is "
                        + DemoUsers.letIn(hub.context()));
                configuration.api().onlyKey().ifPresent(key -> err.println("Key of this demo for programs: " + key));
                stop.await();
            }
            return exit;
        }
    }

    private int sync(ConfigurableApplicationContext hub) throws Exception {
        SyncRun.Led led = hub.getBean(SyncRun.class)
                .lead(new SyncRequest("demo", List.of(), false))
                .orElseThrow(() -> new CannotDo("Another process leads a run on this data right now."));
        RunResult result;
        try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr())) {
            result = led.carryOut(progress);
        }
        RunTable.of(result).forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().println();
        new SystemsTable(hub.getBean(HubConfiguration.class).hub(), hub.getBean(Mappings.class))
                .of(result, hub.getBean(Hub.class).outbox().waiting(Targets.KAFKA))
                .forEach(spec.commandLine().getOut()::println);
        return result.balanced() && result.verdict() != Verdict.RED ? Exit.OK : Exit.RED;
    }

    /** The demo never touches a real database or broker, whatever else is configured. */
    private static Map<String, String> ownSettings(Map<String, String> simulated) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hub.api.port", String.valueOf(freePort()));
        settings.put("hub.api.key", key());
        settings.putAll(simulated);
        settings.put("hub.database.url", "");
        settings.put("hub.broker.url", "");
        return settings;
    }

    private static int freePort() throws IOException {
        int usual = 8080;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", usual));
            return usual;
        } catch (java.net.BindException taken) {
            return 0;
        }
    }

    private static String key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
