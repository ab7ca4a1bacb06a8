package uk.fosteringhub.routes.command;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands over to the benchmarks, which are no part of a production package. */
@Command(
        name = "bench",
        description = "Measure the sync against a plain batch job and against the database's own loading.")
final class BenchCommand implements Callable<Integer> {
    private static final String BENCHMARKS = "uk.fosteringhub.benchmarks.Benchmarks";

    /** They have options of their own, with a help of their own. */
    @Unmatched
    private List<String> arguments = new ArrayList<>();

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
            throw brokenOff(failed.getCause());
        }
    }

    /** The Java machine itself gave up, such as for want of memory or because the hub was built anew under its feet. */
    private static CannotDo brokenOff(Throwable cause) {
        String what = cause.getClass().getSimpleName()
                + (cause.getMessage() == null
                        ? ""
                        : ", " + cause.getMessage().lines().findFirst().orElse(""));
        return new CannotDo("The benchmarks broke off (" + what + ") and wrote no result; run them again.", cause);
    }
}
