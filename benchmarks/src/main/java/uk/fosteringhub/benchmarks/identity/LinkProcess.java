package uk.fosteringhub.benchmarks.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.fosteringhub.benchmarks.Bench;

/** The command in a process of its own. */
final class LinkProcess {
    private static final long POLL_MILLIS = 20;
    private static final int KIB = 1024;

    private LinkProcess() {}

    /**
     * How it went.
     *
     * @param memory most bytes of the process in the machine's memory
     * @param said what it printed, without where its files are
     */
    record Run(double seconds, long memory, String said) {}

    static Run run(Path folder, Bench bench) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path said = folder.resolve("said.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx800m",
                "-XX:+UseParallelGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "uk.fosteringhub.routes.command.HubCommand",
                "link",
                folder.resolve("persons.csv").toString(),
                "--truth",
                folder.resolve("truth.csv").toString(),
                "--out",
                out.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(bench.home().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        bench.leftovers().add(() -> process.destroyForcibly());
        long memory = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            memory = Math.max(memory, most(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("hub link ended with " + process.exitValue());
        }
        String figures = Files.readAllLines(said).stream()
                .filter(line -> !line.contains(folder.toString()))
                .collect(Collectors.joining("\n"));
        return new Run(seconds, memory, figures);
    }

    /** The high water mark that Linux keeps; 0 where there is none. */
    private static long most(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
