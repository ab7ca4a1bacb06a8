package uk.fosteringhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where test servers keep their data: one folder per JVM, named by its process id, so that left-overs can be told. */
final class TestServerFolders {
    private static final String PREFIX = "fostering-hub-test-database-";

    private TestServerFolders() {}

    static Path ofThisProcess() {
        return parent().resolve(PREFIX + ProcessHandle.current().pid());
    }

    /** A test JVM that was killed leaves its server running. */
    static void removeThoseOfProcessesThatAreGone() throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(parent())) {
            folders = found.filter(folder -> folder.getFileName().toString().matches(PREFIX + "\\d+"))
                    .filter(Files::isWritable)
                    .toList();
        }
        for (Path folder : folders) {
            long pid = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
            boolean gone = ProcessHandle.of(pid).isEmpty()
                    || pid == ProcessHandle.current().pid();
            if (gone) {
                stopAndRemove(folder);
            }
        }
    }

    /** Ends the server at once: nobody will want the data again. */
    static void stopAndRemove(Path folder) {
        try {
            Optional<ProcessHandle> server = serverOf(folder);
            if (server.isPresent()) {
                endAtOnce(server.get());
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The test server's folder " + folder + " could not be removed", e);
        }
    }

    /** Another JVM that starts now may be tidying the same folder away. */
    private static Optional<ProcessHandle> serverOf(Path folder) throws IOException {
        try {
            String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                    .get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(TestServerFolders::isPostgres);
        } catch (NoSuchFileException noServer) {
            return Optional.empty();
        }
    }

    /** With the signal for it, since a killed server leaves its shared memory behind. */
    private static void endAtOnce(ProcessHandle server) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            server.destroyForcibly();
        } else {
            new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid())).start();
        }
        server.onExit().join();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }

    /** The server's other processes may still be writing their last while they notice that it is gone. */
    private static void delete(Path folder) throws IOException {
        for (int tries = 1; Files.exists(folder); tries++) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (tries == 20) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
