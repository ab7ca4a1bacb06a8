package uk.fosteringhub.routes.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.simulation.FileGenerator;

/** Makes up files. */
@Command(
        name = "generate",
        description = "A made-up but realistic file for any file feed. The same arguments give the same bytes.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    private static final long MOST_ROWS = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEED", description = "Such as lcs-persons.")
    private String feed;

    @Option(names = "--rows", required = true, paramLabel = "N", description = "Rows below the header.")
    private long rows;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Which made-up world.")
    private long seed;

    @Option(
            names = "--dirt",
            paramLabel = "SHARE",
            description = "Share of rows, 0 to 1, that hold mistakes (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.01")
    private double dirt;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of standard output.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        FileGenerator generator = ServiceLoader.load(FileGenerator.class)
                .findFirst()
                .orElseThrow(() -> new CannotDo("This package has no simulators, so it cannot make up files."));
        if (!generator.feeds().contains(feed)) {
            throw usage("There are no files for '" + feed + "'; write one of " + String.join(", ", generator.feeds())
                    + ".");
        }
        if (rows < 0 || rows > MOST_ROWS) {
            throw usage("--rows is " + rows + "; write a number from 0 to " + MOST_ROWS + ".");
        }
        if (!(dirt >= 0 && dirt <= 1)) {
            throw usage("--dirt is " + dirt + "; write a share from 0 to 1.");
        }
        try (OutputStream out =
                new BufferedOutputStream(file == null ? System.out : Files.newOutputStream(file), 1 << 16)) {
            generator.generate(feed, rows, seed, dirt, out);
        } catch (IOException failed) {
            throw new CannotDo("The file cannot be written (" + failed.getMessage() + ").", failed);
        }
        return Exit.OK;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
