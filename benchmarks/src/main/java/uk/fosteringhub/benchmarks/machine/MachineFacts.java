package uk.fosteringhub.benchmarks.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured on, one line for each fact. */
public record MachineFacts(String processor, int cores, long memoryBytes, long maxHeapBytes, String java, String os) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    public static MachineFacts ofThisOne() throws IOException {
        return new MachineFacts(
                processorName().orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static Optional<String> processorName() throws IOException {
        if (!Files.isReadable(CPUINFO)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        }
    }

    public static String megabytes(long bytes) {
        return Math.round(bytes / 1048576.0) + " MB";
    }

    @Override
    public String toString() {
        return "%d cores (%s), %s of memory, %s, %s, heap of at most %s"
                .formatted(cores, processor, megabytes(memoryBytes), os, java, megabytes(maxHeapBytes));
    }
}
