package uk.fosteringhub.routes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.differences.DifferenceCount;
import uk.fosteringhub.core.differences.DifferenceFilter;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.DifferencesFile;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Lists where systems say different things. */
@Command(
        name = "differences",
        description = {
            "Where one system says something else about a field than the one whose value holds by the ownership rules:",
            "counts by record type, field and systems. Exit 0 if nothing open differs, 1 if something does."
        },
        mixinStandardHelpOptions = true)
final class DifferencesCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--record", paramLabel = "RECORD", description = "Only this kind of record, such as person.")
    private String record;

    @Option(names = "--field", paramLabel = "FIELD", description = "Only this field.")
    private String field;

    @Option(names = "--system", paramLabel = "SYSTEM", description = "Only where this system is one of the two.")
    private String system;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write every open difference there as CSV: keys, fields.")
    private Path file;

    @Option(
            names = "--values",
            description = "With --out, write what both systems say too. The file then holds personal data.")
    private boolean values;

    @Option(
            names = "--with-restricted",
            description = "With --out, write what concerns restricted persons too; it is left out otherwise.")
    private boolean withRestricted;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        Mappings mappings = overrides.mappings(configuration);
        check(configuration);
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), mappings);
            new DifferenceBook(hub.database(), new Ownership(configuration.hub().ownership())).refresh();
            DifferenceList list = new DifferenceList(hub.database());
            if (file != null) {
                write(list, new AuditLog(hub.database()));
            }
            List<DifferenceCount> counts = list.counts(filter(Optional.empty(), true));
            print(counts);
            return counts.stream().allMatch(count -> count.open() == 0) ? Exit.OK : Exit.AMBER;
        }
    }

    private void check(HubConfiguration configuration) {
        if (record != null && RecordTypes.named(record).isEmpty()) {
            throw wrong("There is no kind of record '" + record + "'; write one such as person, household or enquiry.");
        }
        if (system != null
                && configuration.hub().systems().stream()
                        .noneMatch(known -> known.name().equals(system))) {
            throw wrong("There is no system '" + system + "'; write one such as lcs or mosaic.");
        }
        if ((values || withRestricted) && file == null) {
            throw wrong("--values and --with-restricted go with --out FILE.");
        }
    }

    private DifferenceFilter filter(Optional<Boolean> accepted, boolean restricted) {
        return new DifferenceFilter(
                Optional.ofNullable(record),
                Optional.ofNullable(field),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(system),
                Optional.empty(),
                accepted,
                restricted);
    }

    /** Whole or not at all: nobody reads half the differences. */
    private void write(DifferenceList list, AuditLog audit) throws CannotDo {
        Path target = file.toAbsolutePath();
        try {
            Path unfinished = Files.createTempFile(target.getParent(), ".differences-", ".part");
            try {
                long rows;
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
                    rows = DifferencesFile.write(list, filter(Optional.of(false), withRestricted), values, out);
                }
                if (values) {
                    // Before anybody can read them.
                    audit.write(AuditEntry.of("command line", "differences-exported", "differences")
                            .with("differences", String.valueOf(rows))
                            .with("restricted", String.valueOf(withRestricted)));
                }
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
                spec.commandLine().getErr().println(rows + " differences written to " + file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (UncheckedIOException | IOException failed) {
            throw new CannotDo(file + " cannot be written (" + failed.getMessage() + ").", failed);
        }
    }

    private void print(List<DifferenceCount> counts) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode document = JSON.createObjectNode();
            ArrayNode list = document.putArray("counts");
            counts.forEach(count -> list.addObject()
                    .put("recordType", count.recordType())
                    .put("field", count.field())
                    .put("owner", count.owner())
                    .put("other", count.other())
                    .put("open", count.open())
                    .put("accepted", count.accepted()));
            out.println(document.toPrettyString());
            return;
        }
        if (counts.isEmpty()) {
            out.println("No system says anything else than what holds.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("record", "field", "holds", "says something else", "open", "accepted"));
        counts.forEach(count -> rows.add(List.of(
                count.recordType(),
                count.field(),
                count.owner(),
                count.other(),
                number(count.open()),
                number(count.accepted()))));
        TextTable.of(rows).forEach(out::println);
    }

    private static String number(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
