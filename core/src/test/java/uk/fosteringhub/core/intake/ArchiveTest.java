package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.encryption.Sealer;

/** The archive keeps what came, once, and either whole or not at all. */
class ArchiveTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    private final Sealer sealer = Sealer.passing();
    private Archive archive;

    @BeforeEach
    void anArchiveInAFolderThatIsNotThereYet() {
        archive = new Archive(folder.resolve("kept/archive"), sealer);
    }

    @Test
    void whatIsStoredIsAddressedByItsContentAndComesBackAsItWas() throws IOException {
        ArchivedContent content = store("hello");

        assertThat(content).isEqualTo(new ArchivedContent(HELLO, 5, Utf8.WELL_FORMED, true));
        assertThat(read(HELLO)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDeliveryOfManyBuffersAndAnEmptyOneComeBackAsTheyWere() throws IOException {
        byte[] many = new byte[3 * (1 << 16) + 7];
        new Random(7).nextBytes(many);

        ArchivedContent content = archive.store(new ByteArrayInputStream(many));

        assertThat(content.bytes()).isEqualTo(many.length);
        assertThat(content.utf8().wellFormed()).isFalse();
        assertThat(read(content.sha256())).isEqualTo(many);
        assertThat(read(store("").sha256())).isEmpty();
    }

    @Test
    void aCharacterAcrossTwoBuffersIsStillUtf8() throws IOException {
        assertThat(store("x".repeat((1 << 16) - 1) + "€").utf8().wellFormed()).isTrue();
    }

    @Test
    void theSameContentIsKeptOnce() throws IOException {
        ArchivedContent first = store("hello");
        Path kept = files().get(0);
        Object before = Files.getLastModifiedTime(kept);

        assertThat(store("hello")).isEqualTo(new ArchivedContent(first.sha256(), 5, Utf8.WELL_FORMED, false));
        store("another");

        assertThat(files()).hasSize(2).contains(kept);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
    }

    @Test
    void whatWasOnlyLookedAtIsGivenUpButNotWhatWasThereBefore() throws IOException {
        ArchivedContent first = store("hello");
        archive.giveUp(store("hello"));
        assertThat(files()).hasSize(1);

        archive.giveUp(first);
        assertThat(files()).isEmpty();
    }

    @Test
    void contentOutlivesTheArchiveThatStoredIt() throws IOException {
        String address = store("hello").sha256();

        archive = new Archive(folder.resolve("kept/archive"), sealer);

        assertThat(read(address)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void aSourceThatBreaksOffLeavesNothing() {
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[1 << 18]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        });

        assertThatThrownBy(() -> archive.store(breaking))
                .isInstanceOf(IOException.class)
                .hasMessage("connection lost");
        assertThat(files()).isEmpty();
    }

    @Test
    void contentThatIsGoneIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> archive.open(HELLO))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("the archive has lost this delivery; put its file into the inbox again");
    }

    @Test
    void aPlaceThatCannotBeWrittenLeavesNothing() throws IOException {
        Path root = folder.resolve("kept/archive");
        Files.createDirectories(root);
        Files.writeString(archive.file(sealer.primary(), HELLO).getParent(), "a file where a folder should be");

        assertThatThrownBy(() -> store("hello")).isInstanceOf(IOException.class);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Files.writeString(folder.resolve("kept"), "a file where a folder should be");

        assertThatThrownBy(() -> store("hello")).isInstanceOf(IOException.class);
    }

    /** In a process of its own, which may write no file beyond 64 blocks: what a full disk looks like from inside. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDiskThatIsFullIsAnErrorAndLeavesNothing() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 64 && exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreTooMuch.class.getName(),
                        folder.resolve("kept/archive").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("stored little").contains("refused much");
        assertThat(files()).hasSize(1);
    }

    /** Stores a little, which goes well, and then what does not fit. */
    static final class StoreTooMuch {
        private StoreTooMuch() {}

        public static void main(String[] arguments) throws IOException {
            Archive archive = new Archive(Path.of(arguments[0]), Sealer.passing());
            archive.store(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
            System.out.println("stored little");
            byte[] much = new byte[1 << 20];
            new Random(7).nextBytes(much);
            try {
                archive.store(new ByteArrayInputStream(much));
            } catch (IOException full) {
                System.out.println("refused much: " + full.getMessage());
            }
        }
    }

    private ArchivedContent store(String text) throws IOException {
        return archive.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] read(String address) throws IOException {
        try (InputStream content = archive.open(address)) {
            return content.readAllBytes();
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder.resolve("kept/archive"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
