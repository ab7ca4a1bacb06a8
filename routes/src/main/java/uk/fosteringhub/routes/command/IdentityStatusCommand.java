package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.pass.IdentityFigures;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** How far it is found out who is the same person. */
@Command(
        name = "status",
        description = {
            "How far it is: what waits to be compared, what is linked, what waits for a person.",
            "Also how far a build of everything has come."
        },
        mixinStandardHelpOptions = true)
final class IdentityStatusCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--go-on",
            description =
                    "First compare all that waits, and go on with a build of everything. Can be broken off; the next"
                            + " call goes on where it stopped.")
    private boolean goOn;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            if (goOn) {
                hub.identity().carryOut();
            }
            print(
                    hub.database().inTransaction(IdentityFigures::read),
                    configuration.hub().identity().enabled());
        }
        return Exit.OK;
    }

    private void print(IdentityFigures figures, boolean enabled) {
        PrintWriter out = spec.commandLine().getOut();
        if (!enabled) {
            out.println("Identity is switched off (hub.identity.enabled): nothing is compared.");
        }
        out.println("%,10d person records are compared, by model %s"
                .formatted(figures.records(), figures.model().isEmpty() ? "none yet" : figures.model()));
        out.println("%,10d records wait, the oldest for %,d s"
                .formatted(figures.waiting(), figures.oldest().toSeconds()));
        if (figures.putOff() > 0) {
            out.println(
                    ("%,10d records could not be compared and are tried again within an hour; the hub's log says why,"
                                    + " and what is about them goes out all the same")
                            .formatted(figures.putOff()));
        }
        out.println("%,10d pairs are linked".formatted(figures.linked()));
        out.println("%,10d pairs wait for a person to decide".formatted(figures.review()));
        out.println("%,10d households were found".formatted(figures.households()));
        out.println(
                "%,10d blocks have too many records to be compared for this reason alone".formatted(figures.capped()));
        out.println("           "
                + switch (figures.build()) {
                    case "features" -> "records from before are being made comparable; nothing is compared until then";
                    case "pairs" -> "everything is being compared anew";
                    case "done" -> "everything has been compared";
                    default -> "nothing has been compared yet";
                });
    }
}
