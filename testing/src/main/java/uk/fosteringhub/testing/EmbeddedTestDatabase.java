package uk.fosteringhub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;

/** The embedded server in a folder of this JVM. It does not wait for the disk: what it holds ends with the JVM. */
final class EmbeddedTestDatabase implements DatabaseStarter {
    private static final Map<String, String> QUICK = Map.of(
            // a worker of its own locks and holds back what a test asks for
            "autovacuum",
            "off",
            "fsync",
            "off",
            "synchronous_commit",
            "off",
            "full_page_writes",
            "off",
            "shared_buffers",
            "64MB",
            "max_connections",
            "100");

    @Override
    public String start() throws IOException {
        TestServerFolders.removeThoseOfProcessesThatAreGone();
        Path folder = TestServerFolders.ofThisProcess();
        Files.createDirectories(folder);
        EmbeddedDatabase.Running running = new EmbeddedPostgres(QUICK).start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TestServerFolders.stopAndRemove(folder)));
        return running.url();
    }
}
