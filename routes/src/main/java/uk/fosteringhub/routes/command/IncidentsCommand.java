package uk.fosteringhub.routes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.api.IncidentJson;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.watch.WatchParts;

/** What is the matter, and what was. */
@Command(
        name = "incidents",
        description = "What is the matter, and what was.",
        mixinStandardHelpOptions = true,
        subcommands = {IncidentsCommand.Acknowledge.class, IncidentsCommand.Close.class})
final class IncidentsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTOR = "command line";
    private static final int MOST = 500;

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--state", description = "open, closed or all; open unless given.")
    private Incidents.Asked state = Incidents.Asked.OPEN;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            List<Incident> found = incidents(overrides, configuration, database).of(state, 0, MOST);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ObjectNode document = JSON.createObjectNode();
                var list = document.putArray("incidents");
                found.forEach(incident -> IncidentJson.put(incident, list.addObject()));
                out.println(document.toPrettyString());
            } else if (found.isEmpty()) {
                out.println(state == Incidents.Asked.OPEN ? "Nothing is the matter." : "There are none.");
            } else {
                table(found, configuration).forEach(out::println);
            }
        }
        return Exit.OK;
    }

    private static List<String> table(List<Incident> found, HubConfiguration configuration) {
        DateTimeFormatter local = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(configuration.hub().zone());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("incident", "state", "since", "what is the matter"));
        found.forEach(incident -> rows.add(List.of(
                String.valueOf(incident.id()),
                incident.state(),
                local.format(incident.openedAt()),
                incident.sentence())));
        return TextTable.of(rows);
    }

    private static Incidents incidents(Overrides overrides, HubConfiguration configuration, HubDatabase database)
            throws Exception {
        Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
        return WatchParts.incidentsOf(hub, configuration);
    }

    /** What is done about one. */
    abstract static class Act implements Callable<Integer> {
        @Mixin
        private Overrides overrides;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NUMBER", description = "The incident.")
        private long number;

        private final String done;

        /** @param done what is to be said of the incident then */
        Act(String done) {
            this.done = done;
        }

        abstract Optional<Incident> carryOut(Incidents incidents, long number);

        @Override
        public Integer call() throws Exception {
            HubConfiguration configuration = overrides.configuration();
            try (HubDatabase database = HubDatabase.open(configuration.hub())) {
                carryOut(incidents(overrides, configuration, database), number)
                        .orElseThrow(() -> new CannotDo("There is no open incident " + number + "."));
            }
            spec.commandLine().getOut().println("Incident " + number + " is " + done + ".");
            return Exit.OK;
        }
    }

    /** Takes one on. */
    @Command(
            name = "acknowledge",
            description = "Takes an incident on, so that it is not escalated by time.",
            mixinStandardHelpOptions = true)
    static final class Acknowledge extends Act {
        @Option(names = "--note", description = "What is being done. Name no person of the records.")
        private String note = "";

        Acknowledge() {
            super("taken on");
        }

        @Override
        Optional<Incident> carryOut(Incidents incidents, long number) {
            return incidents.acknowledge(number, ACTOR, note);
        }
    }

    /** Closes one. */
    @Command(
            name = "close",
            description = "Closes an incident; it is not opened again for the same.",
            mixinStandardHelpOptions = true)
    static final class Close extends Act {
        @Option(names = "--reason", required = true, description = "Why. Name no person of the records.")
        private String reason;

        Close() {
            super("closed");
        }

        @Override
        Optional<Incident> carryOut(Incidents incidents, long number) {
            return incidents.close(number, ACTOR, reason);
        }
    }
}
