package uk.fosteringhub.routes.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.reconcile.Brought;
import uk.fosteringhub.core.reconcile.Condition;
import uk.fosteringhub.core.reconcile.Finding;
import uk.fosteringhub.core.reconcile.FindingsFile;
import uk.fosteringhub.core.reconcile.Reconciler;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.Scope;
import uk.fosteringhub.core.reconcile.Waiting;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.ReconciliationJson;
import uk.fosteringhub.routes.ReconciliationTable;
import uk.fosteringhub.routes.ReconciliationWords;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Compares what two systems say of the same records. */
@Command(
        name = "reconcile",
        description = {
            "Is everything that one system holds in the other too, and equal, field by field? For a council that moves",
            "from one to the other. Compares what both have brought to the hub; run sync first.",
            "What failed or is held of either system may hide differences; it is counted and said.",
            "Exit 0 if all that is compared is there and equal and nothing of it waits, 1 if not."
        },
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SYSTEM", description = "Such as charms.")
    private String system;

    @Parameters(index = "1", paramLabel = "OTHER", description = "The system to compare it with, such as lcs.")
    private String other;

    @Option(
            names = "--record",
            paramLabel = "RECORD",
            description = "Only this kind of record (default: all they share).")
    private String record;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description =
                    "Only records of which either system says this, such as is_foster_carer=true. May be repeated.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON document instead of tables.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Write every difference there as CSV: keys and fields.")
    private Path file;

    @Option(
            names = "--values",
            description = "With --out, write what each system says too. The file then holds personal data.")
    private boolean values;

    @Option(
            names = "--with-restricted",
            description = "With --out, write what concerns restricted persons too; it is left out otherwise.")
    private boolean withRestricted;

    /** The comparison, once it is known where its findings go. */
    private interface Comparing {
        Reconciliation to(Consumer<Finding> findings);
    }

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        List<Scope> scopes = scopes(configuration, mappings);
        List<Condition> conditions = conditions(scopes);
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub.on(database.dataSource(), configuration.hub(), mappings);
            Reconciler reconciler = new Reconciler(new Database(database.dataSource()));
            Comparing comparing = findings -> reconciler.compare(
                    Brought.by(configuration.hub(), mappings, system),
                    Brought.by(configuration.hub(), mappings, other),
                    scopes,
                    conditions,
                    findings);
            Reconciliation result = file == null ? comparing.to(finding -> {}) : toFile(comparing);
            print(result);
            return result.isEqual() ? Exit.OK : Exit.AMBER;
        }
    }

    private List<Scope> scopes(HubConfiguration configuration, Mappings mappings) {
        List<String> systems = configuration.hub().systems().stream()
                .map(known -> known.name())
                .toList();
        for (String name : List.of(system, other)) {
            if (!systems.contains(name)) {
                throw wrong("There is no system '" + name + "'; write one of " + String.join(", ", systems) + ".");
            }
        }
        if (system.equals(other)) {
            throw wrong("Name two systems; a system is always equal to itself.");
        }
        if ((values || withRestricted) && file == null) {
            throw wrong("--values and --with-restricted go with --out FILE.");
        }
        List<Scope> shared = Scope.of(configuration.hub(), mappings, system, other);
        String names = shared.stream().map(scope -> scope.type().name()).collect(Collectors.joining(", "));
        if (shared.isEmpty()) {
            throw wrong("No feed of " + system + " brings records of a kind that " + other + " brings too.");
        }
        if (record == null) {
            return shared;
        }
        return List.of(Scope.named(shared, record)
                .orElseThrow(() -> wrong("Both systems bring " + names + ", but not '" + record + "'.")));
    }

    private List<Condition> conditions(List<Scope> scopes) {
        return where.entrySet().stream()
                .map(entry -> {
                    for (Scope scope : scopes) {
                        if (!scope.type().has(entry.getKey())) {
                            throw wrong("A " + scope.type().name() + " has no field '" + entry.getKey()
                                    + "' for --where; name the record it is meant for with --record.");
                        }
                    }
                    return new Condition(entry.getKey(), entry.getValue());
                })
                .toList();
    }

    /** Whole or not at all: nobody reads half the differences. */
    private Reconciliation toFile(Comparing comparing) throws CannotDo {
        Path target = file.toAbsolutePath();
        try {
            Path unfinished = Files.createTempFile(target.getParent(), ".reconcile-", ".part");
            try {
                Reconciliation result;
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
                        FindingsFile findings =
                                new FindingsFile(out, system, other, new FindingsFile.Shown(values, withRestricted))) {
                    result = comparing.to(findings);
                    say(findings.leftOut());
                }
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
                return result;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (UncheckedIOException | IOException failed) {
            throw new CannotDo(file + " cannot be written (" + failed.getMessage() + ").", failed);
        }
    }

    private void say(long leftOut) {
        if (leftOut > 0) {
            spec.commandLine()
                    .getErr()
                    .println(leftOut + " differences left out of " + file
                            + ", since they concern restricted persons; --with-restricted writes them too");
        }
    }

    private void print(Reconciliation result) throws CannotDo {
        for (String name : List.of(system, other)) {
            if (result.isEmpty(name)) {
                Waiting waiting = result.waitingOf(name);
                throw new CannotDo("The hub has no such records of " + name + ", so there is nothing to compare; "
                        + (waiting.isNothing()
                                ? "run ./hub sync with its files first."
                                : "of what it sent, " + ReconciliationWords.list(waiting)
                                        + ": see ./hub failures list."));
            }
        }
        if (json) {
            spec.commandLine().getOut().println(ReconciliationJson.of(result));
        } else {
            ReconciliationTable.of(result).forEach(spec.commandLine().getOut()::println);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
