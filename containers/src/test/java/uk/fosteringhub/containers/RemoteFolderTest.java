package uk.fosteringhub.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.simulators.sftp.SftpSimulator;

class RemoteFolderTest {
    @TempDir
    private Path temp;

    @Test
    void aTestUsesItLikeAFolderOnThisMachine() throws IOException {
        try (SftpSimulator server = SftpSimulator.start(temp, "hub", "secret")) {
            Files.createDirectory(server.home().resolve("drop"));
            try (RemoteFolder drop =
                    RemoteFolder.open("localhost", server.port(), "hub", "secret", server.knownHosts(), "/drop")) {
                Path inbox = Files.createDirectories(drop.path().resolve("lcs"));
                Files.createDirectories(inbox);
                Files.writeString(inbox.resolve("DIM_PERSON.csv"), "DIM_PERSON_ID\n");
                Files.writeString(inbox.resolve("DIM_PERSON.csv"), "1\n", StandardOpenOption.APPEND);
                try (OutputStream out = Files.newOutputStream(inbox.resolve("DIM_WORKER.csv"))) {
                    out.write("DIM_WORKER_ID\n".getBytes(StandardCharsets.UTF_8));
                }

                assertThat(Files.readString(inbox.resolve("DIM_PERSON.csv"))).isEqualTo("DIM_PERSON_ID\n1\n");
                assertThat(server.home().resolve("drop/lcs/DIM_PERSON.csv")).hasContent("DIM_PERSON_ID\n1\n");
                assertThat(names(inbox)).containsExactly("DIM_PERSON.csv", "DIM_WORKER.csv");
                assertThat(inbox.resolve("done")).doesNotExist();
                Files.delete(inbox.resolve("DIM_WORKER.csv"));
                Files.delete(inbox.resolve("DIM_PERSON.csv"));
                Files.delete(inbox);
                assertThat(server.home().resolve("drop")).isEmptyDirectory();
            }
        }
    }

    @Test
    void itMayBeClosedTwice() throws IOException {
        try (SftpSimulator server = SftpSimulator.start(temp, "hub", "secret")) {
            RemoteFolder folder =
                    RemoteFolder.open("localhost", server.port(), "hub", "secret", server.knownHosts(), "/");
            folder.close();
            folder.close();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
