package uk.fosteringhub.routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as somebody runs it who tries the hub for the first time, beside what the README promises. */
@Tag("servers")
class DemoTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final long MINUTES = 10;
    /** A system's row of the README; the row below it may be of the same system, in the other direction. */
    private static final Pattern ROW = Pattern.compile("\\| *([^|]*?) *\\| (in|out) \\|.*\\|(.*)\\|");

    private static final Pattern PAGE = Pattern.compile("docs/systems/([a-z0-9]+)\\.md");
    private static final Pattern LINE = Pattern.compile("([a-z0-9]+) +(in|out) {2,}(.+?) {2,}(.+?) {2,}(.+)");

    @TempDir
    private Path temp;

    private record Line(String system, String direction, String state) {}

    @Test
    void everySystemOfTheReadmeIsInItWithBalancedBooksInBothDirections() throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HubCommand.class.getName(),
                        "demo",
                        "--once",
                        "--data",
                        temp.resolve("data").toString())
                .directory(HOME.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(demo.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(demo.exitValue()).as(Files.readString(err)).isZero();
        List<Line> lines = lines(Files.readAllLines(out));
        assertThat(lines).as("every system that is in use").isNotEmpty().allSatisfy(line -> assertThat(line.state())
                .as(line.toString())
                .matches(line.system().equals("kafka") ? "published, none waits" : "(green|amber), balanced"));
        List<String> promised = promised();
        assertThat(promised).hasSizeGreaterThan(20);
        assertThat(lines)
                .extracting(line -> line.system() + " " + line.direction())
                .containsAll(promised);
    }

    private static List<Line> lines(List<String> output) {
        List<Line> lines = new ArrayList<>();
        int table = 0;
        while (!output.get(table).startsWith("system ")) {
            table++;
        }
        for (String line : output.subList(table + 2, output.size())) {
            Matcher row = LINE.matcher(line.strip());
            assertThat(row.matches()).as(line).isTrue();
            lines.add(new Line(row.group(1), row.group(2), row.group(5)));
        }
        return lines;
    }

    private static List<String> promised() throws Exception {
        List<String> promised = new ArrayList<>();
        String system = "";
        for (String line : Files.readAllLines(HOME.resolve("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher page = PAGE.matcher(row.group(3));
                if (page.find()) {
                    system = page.group(1);
                } else if (!row.group(1).isEmpty()) {
                    system = "kafka";
                }
                promised.add(system + " " + row.group(2));
            }
        }
        return promised;
    }
}
