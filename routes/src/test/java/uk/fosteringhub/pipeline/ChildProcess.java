package uk.fosteringhub.pipeline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small program of the tests in a process of its own, which can be killed. */
final class ChildProcess {
    private ChildProcess() {}

    /**
     * @param program has a main method
     * @param output where what it says is added
     */
    static Process start(Class<?> program, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true)
                .start();
    }
}
