package uk.fosteringhub.routes.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.GoldenExport;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Writes out golden records. */
@Command(
        name = "export",
        description = "Golden records of one kind, with their hub id, version and source keys.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "Such as person, household or enquiry.")
    private String record;

    @Option(names = "--format", description = "csv or jsonl (default: ${DEFAULT-VALUE}).", defaultValue = "csv")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of standard output.")
    private Path file;

    @Option(
            names = "--with-restricted",
            description = "Restricted persons too, and what concerns them; they are left out otherwise.")
    private boolean withRestricted;

    enum Format {
        CSV,
        JSONL
    }

    @Override
    public Integer call() throws Exception {
        RecordType type = RecordTypes.named(record)
                .or(() -> RecordTypes.named(record.replaceFirst("s$", "")))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no record '" + record + "'; write one of "
                                + RecordTypes.all().stream()
                                        .map(RecordType::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            GoldenExport export = withRestricted ? hub.export().withRestricted() : hub.export();
            new AuditLog(hub.database())
                    .write(AuditEntry.of("command line", "exported", "all records of " + type.name())
                            .with("restricted", withRestricted ? "included" : "left out"));
            long rows = file == null ? toStandardOutput(export, type) : toFile(export, type);
            long leftOut = export.leftOut(type);
            spec.commandLine()
                    .getErr()
                    .println(rows + " records of " + type.name()
                            + (leftOut == 0
                                    ? ""
                                    : "; " + leftOut + " left out, since they concern restricted persons"));
        }
        return Exit.OK;
    }

    private long toStandardOutput(GoldenExport export, RecordType type) throws IOException {
        OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
        long rows = write(export, type, out);
        out.flush();
        return rows;
    }

    /** Whole or not at all: nobody reads a half-written export. */
    private long toFile(GoldenExport export, RecordType type) throws CannotDo {
        Path target = file.toAbsolutePath();
        try {
            Path unfinished = Files.createTempFile(target.getParent(), ".export-", ".part");
            try {
                long rows;
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
                    rows = write(export, type, out);
                }
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
                return rows;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failed) {
            throw new CannotDo(file + " cannot be written (" + failed.getMessage() + ").", failed);
        }
    }

    private long write(GoldenExport export, RecordType type, OutputStream out) throws IOException {
        return format == Format.CSV ? export.csv(type, out) : export.jsonLines(type, out);
    }
}
