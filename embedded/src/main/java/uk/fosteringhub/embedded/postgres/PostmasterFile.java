package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says about itself in {@code postmaster.pid}: first line its process id, fourth its port.
 *
 * @param port 0 while the server has not come as far as writing it
 */
record PostmasterFile(long pid, int port) {
    private static final int PORT_LINE = 3;

    /** Empty if no server runs on the folder; a file left behind by one that is gone (power cut) is removed. */
    static Optional<PostmasterFile> ofRunningServer(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0).strip());
        if (!runsPostgres(pid)) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
        return Optional.of(new PostmasterFile(pid, port.matches("\\d+") ? Integer.parseInt(port) : 0));
    }

    /** After a reboot the same number may belong to any program; PostgreSQL itself would then refuse to start. */
    private static boolean runsPostgres(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent()
                && process.get()
                        .info()
                        .command()
                        .map(c -> c.contains("postgres"))
                        .orElse(true);
    }
}
