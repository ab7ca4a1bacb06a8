package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * What the embedded server keeps in its folder: {@code data/} (the cluster), {@code password} (readable by its owner
 * only), {@code server.log}, {@code start.lock}.
 */
record DataFolder(Path root) {
    private static final int PASSWORD_BYTES = 24;

    static DataFolder prepared(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
        } catch (FileAlreadyExistsException | AccessDeniedException e) {
            throw new IOException(
                    "The database folder " + root + " cannot be created (" + e.getMessage()
                            + "). Choose a folder that this account may write to.",
                    e);
        }
        if (!Files.isWritable(root)) {
            throw new IOException("The database folder " + root
                    + " is not writable for this account. Give it write access or choose another data folder.");
        }
        return new DataFolder(root);
    }

    Path data() {
        return root.resolve("data");
    }

    /** Where a cluster is made before it gets its name, so that a half-made one is never taken for whole. */
    Path dataInTheMaking() {
        return root.resolve("data.new");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path log() {
        return root.resolve("server.log");
    }

    Path commandOutput() {
        return root.resolve("command.log");
    }

    Path lockFile() {
        return root.resolve("start.lock");
    }

    boolean initialised() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    String majorVersion() throws IOException {
        return Files.readString(data().resolve("PG_VERSION")).strip();
    }

    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new IOException("The password file " + passwordFile() + " of the embedded database is missing. "
                    + "Put it back, or move the folder " + root + " away to begin with an empty database.");
        }
        return Files.readString(passwordFile()).strip();
    }

    void writeNewPassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(passwordFile(), ownerOnly(root));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random) + "\n");
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path where) {
        if (!where.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
