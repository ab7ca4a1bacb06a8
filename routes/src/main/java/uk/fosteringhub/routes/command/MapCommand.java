package uk.fosteringhub.routes.command;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RecordCursor;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Shows what a mapping makes of a file, without a database. */
@Command(
        name = "map",
        description = {
            "Map a file without a database: canonical records as JSON lines on standard output,",
            "problems as line, field, rule, message on standard error. Exit 0, or 1 if there are problems."
        },
        mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SYSTEM/RECORD", description = "The mapping, such as lcs/persons.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to map.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        RecordMapping mapping = mapping(overrides.mappings(configuration));
        DeliveryReader reader = new DeliveryReader(
                feed(configuration), mapping, configuration.hub().sync());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CannotDo(file + " cannot be read; name an existing file.");
        }
        Utf8 utf8 = utf8();
        if (!reader.note(utf8).isEmpty()) {
            problems().println("# " + reader.note(utf8));
        }
        try (DeliveryReader.Pass pass = reader.open(Files.newInputStream(file), utf8);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(new BufferedOutputStream(System.out), StandardCharsets.UTF_8))) {
            return map(pass, out);
        } catch (DeliveryRefused refused) {
            problem(refused.line(), "", refused.rule(), refused.getMessage());
            return Exit.AMBER;
        }
    }

    private int map(DeliveryReader.Pass pass, Writer out) throws IOException, DeliveryRefused {
        int exit = Exit.OK;
        RecordCursor records = pass.records();
        while (records.next()) {
            if (!records.unreadable().isEmpty()) {
                problem(records.line(), "", "row", records.unreadable());
                exit = Exit.AMBER;
                continue;
            }
            MappingResult result = pass.mapper().map(records.record());
            if (result.failed()) {
                result.problems().forEach(this::problem);
                exit = Exit.AMBER;
            } else if (records.flaw().isPresent()) {
                records.flaw().ifPresent(flaw -> problem(records.line(), flaw.place(), flaw.rule(), flaw.sentence()));
                exit = Exit.AMBER;
            } else {
                out.append(line(result.record())).append('\n');
            }
        }
        return exit;
    }

    private static String line(CanonicalRecord record) {
        StringBuilder json = new StringBuilder(512).append("{\"record\":");
        CanonicalJson.quote(record.type().name(), json);
        json.append(",\"key\":");
        CanonicalJson.quote(record.keyspace() + ":" + record.key(), json);
        record.modifiedAt()
                .ifPresent(
                        time -> json.append(",\"modifiedAt\":\"").append(time).append('"'));
        json.append(",\"values\":");
        CanonicalJson.write(record.type(), record.values(), json);
        return json.append('}').toString();
    }

    private void problem(MappingProblem problem) {
        problem(
                problem.line(),
                problem.field().isEmpty() ? problem.column() : problem.field(),
                problem.rule(),
                problem.message());
    }

    private void problem(long line, String field, String rule, String message) {
        problems().println(line + ", " + field + ", " + rule + ", " + message);
    }

    private PrintWriter problems() {
        return spec.commandLine().getErr();
    }

    private RecordMapping mapping(Mappings mappings) {
        try {
            return mappings.named(name);
        } catch (NoSuchElementException unknown) {
            throw new ParameterException(spec.commandLine(), unknown.getMessage());
        }
    }

    /** The feed tells the delimiter and the encoding; the first that uses the mapping will do. */
    private FeedSettings feed(HubConfiguration configuration) throws CannotDo {
        Optional<FeedSettings> feed = configuration.hub().feeds().stream()
                .filter(candidate -> candidate.mapping().equals(name))
                .findFirst();
        return feed.orElseThrow(() -> new CannotDo("No feed uses the mapping " + name
                + ", so nothing says how its files are written; give it a feed in config/systems."));
    }

    private Utf8 utf8() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Utf8.of(bytes);
        }
    }
}
