package uk.fosteringhub.benchmarks.live;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./hub serve} in a process of its own, with the heap and the embedded PostgreSQL it is shipped with, and with the
 * options of this process, which the same launcher has started.
 */
public final class HubUnderLoad implements AutoCloseable {
    static final String HEAP = "512m";

    private static final Pattern ADDRESS = Pattern.compile("REST interface: (http://[^/]+)/api");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path told;
    private final URI address;

    private HubUnderLoad(Process process, Path told, URI address) {
        this.process = process;
        this.told = told;
        this.address = address;
    }

    public static HubUnderLoad start(Path home, Path work, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path told = work.resolve("hub.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx" + HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                "uk.fosteringhub.routes.command.HubCommand",
                "serve"));
        settings.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(told.toFile()));
        builder.environment().put("HUB_HOME", home.toAbsolutePath().normalize().toString());
        Process process = builder.start();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            Matcher found = ADDRESS.matcher(Files.readString(told));
            if (found.find()) {
                return new HubUnderLoad(process, told, URI.create(found.group(1)));
            }
            if (!process.isAlive()) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IOException("the hub did not start: " + Files.readString(told));
    }

    public URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    String told() throws IOException {
        return Files.readString(told);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
