package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import uk.fosteringhub.core.encryption.KeyId;
import uk.fosteringhub.core.encryption.Sealer;

/**
 * Every delivery as it was received, addressed by its content: the same bytes are kept once. A folder that all instances
 * of the hub share. Files are compressed in the LZ4 frame format, since deliveries are read back twice right away and the
 * cheapest compression pays best, and then encrypted. A file's name is made from its content's address with a key, so that
 * nobody can tell by the name what a small file may hold.
 */
public final class Archive {
    private static final int BUFFER = 1 << 16;
    private static final String SEALED = ".sealed";
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})-([0-9a-f]{8})\\.sealed");

    private final Path folder;
    private final Sealer sealer;

    public Archive(Path folder, Sealer sealer) {
        this.folder = folder;
        this.sealer = sealer;
    }

    /**
     * Takes in a delivery. Once this returns, the bytes survive a crash of the process and of the machine; if it throws,
     * nothing of them is visible.
     *
     * @throws IOException if the source breaks off or the archive cannot be written, such as when the disk is full
     */
    public ArchivedContent store(InputStream source) throws IOException {
        return store(source, sealer.primary(), false);
    }

    /** @param again even if another key keeps the same content */
    private ArchivedContent store(InputStream source, KeyId key, boolean again) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "incoming-", ".part");
        try {
            MessageDigest sha256 = sha256();
            Utf8Check utf8 = new Utf8Check();
            long bytes = 0;
            try (OutputStream out = new LZ4FrameOutputStream(sealer.sealing(key, Files.newOutputStream(unfinished)))) {
                byte[] buffer = new byte[BUFFER];
                for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                    sha256.update(buffer, 0, n);
                    utf8.accept(buffer, n);
                    out.write(buffer, 0, n);
                    bytes += n;
                }
            }
            String address = HexFormat.of().formatHex(sha256.digest());
            boolean first = keep(unfinished, address, key, again);
            return new ArchivedContent(address, bytes, utf8.result(), first);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The bytes as received; the caller closes. */
    public InputStream open(String sha256) throws IOException {
        Path file = find(sha256).orElse(file(sealer.primary(), sha256));
        try {
            return opened(file);
        } catch (NoSuchFileException missing) {
            Optional<Path> reEncrypted = find(sha256);
            if (reEncrypted.isPresent()) {
                return opened(reEncrypted.get());
            }
            throw new NoSuchFileException(
                    file.toString(), null, "the archive has lost this delivery; put its file into the inbox again");
        }
    }

    /** @param file named by {@link #file} */
    InputStream opened(Path file) throws IOException {
        InputStream sealed = Files.newInputStream(file);
        try {
            return new LZ4FrameInputStream(sealer.opening(keyOf(file).orElseThrow(), sealed, file.toString()));
        } catch (IOException | RuntimeException broken) {
            sealed.close();
            throw broken;
        }
    }

    /** Keeps content a second time, under another key. */
    Path storeAgain(InputStream source, KeyId key) throws IOException {
        return file(key, store(source, key, true).sha256());
    }

    /** The key that a file is encrypted with; empty if it is none of the archive's. */
    static Optional<KeyId> keyOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(KeyId.parse(name.group(2))) : Optional.empty();
    }

    /** Where content is, under whichever key. */
    private Optional<Path> find(String sha256) {
        return sealer.keys().stream()
                .map(key -> file(key, sha256))
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * Gives up what was stored only to be looked at. Bytes that were there before stay.
     *
     * @throws IOException if the file is there and cannot be removed
     */
    public void giveUp(ArchivedContent content) throws IOException {
        if (content.first()) {
            Optional<Path> file = find(content.sha256());
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        }
    }

    private boolean keep(Path unfinished, String address, KeyId key, boolean again) throws IOException {
        Path file = file(key, address);
        if (again ? Files.exists(file) : find(address).isPresent()) {
            return false;
        }
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.getParent());
        return true;
    }

    /** The file's name survives a crash of the machine only once its folder is on the disk too. */
    private static void force(Path parent) throws IOException {
        if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Where a key keeps content. */
    Path file(KeyId key, String sha256) {
        String name = sealer.name(key, sha256);
        return folder.resolve(name.substring(0, 2)).resolve(name + "-" + key + SEALED);
    }

    Path folder() {
        return folder;
    }

    KeyId primary() {
        return sealer.primary();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
