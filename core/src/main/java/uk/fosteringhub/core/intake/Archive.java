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
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Every delivery as it was received, addressed by its content: the same bytes are kept once. A folder that all instances
 * of the hub share. Files are in the LZ4 frame format, which the {@code lz4} command reads: deliveries are read back twice
 * right away, so the cheapest compression pays best.
 */
public final class Archive {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    public Archive(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes in a delivery. Once this returns, the bytes survive a crash of the process and of the machine; if it throws,
     * nothing of them is visible.
     *
     * @throws IOException if the source breaks off or the archive cannot be written, such as when the disk is full
     */
    public ArchivedContent store(InputStream source) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "incoming-", ".part");
        try {
            MessageDigest sha256 = sha256();
            Utf8Check utf8 = new Utf8Check();
            long bytes = 0;
            try (OutputStream out = new LZ4FrameOutputStream(Files.newOutputStream(unfinished))) {
                byte[] buffer = new byte[BUFFER];
                for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                    sha256.update(buffer, 0, n);
                    utf8.accept(buffer, n);
                    out.write(buffer, 0, n);
                    bytes += n;
                }
            }
            String address = HexFormat.of().formatHex(sha256.digest());
            boolean first = keep(unfinished, address);
            return new ArchivedContent(address, bytes, utf8.wellFormed(), first);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The bytes as received; the caller closes. */
    public InputStream open(String sha256) throws IOException {
        Path file = fileOf(sha256);
        try {
            return new LZ4FrameInputStream(Files.newInputStream(file));
        } catch (NoSuchFileException missing) {
            throw new NoSuchFileException(
                    file.toString(), null, "the archive has lost this delivery; put its file into the inbox again");
        }
    }

    /**
     * Gives up what was stored only to be looked at. Bytes that were there before stay.
     *
     * @throws IOException if the file is there and cannot be removed
     */
    public void giveUp(ArchivedContent content) throws IOException {
        if (content.first()) {
            Files.deleteIfExists(fileOf(content.sha256()));
        }
    }

    private boolean keep(Path unfinished, String address) throws IOException {
        Path file = fileOf(address);
        if (Files.exists(file)) {
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

    private Path fileOf(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".lz4");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
