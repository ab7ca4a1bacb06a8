package uk.fosteringhub.routes.command;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to the benchmarks, which are no part of a production package. */
@Command(
        name = "bench",
        description = "Measure the sync against a plain batch job and against the database's own loading.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final String BENCHMARKS = "uk.fosteringhub.benchmarks.Benchmarks";

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Passed on to the benchmarks.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        try {
            Class.forName(BENCHMARKS).getMethod("main", String[].class).invoke(null, (Object)
                    arguments.toArray(String[]::new));
            return Exit.OK;
        } catch (ClassNotFoundException absent) {
            throw new CannotDo("The benchmarks are not built; run: mvn -q -DskipTests package -Pbenchmarks", absent);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
