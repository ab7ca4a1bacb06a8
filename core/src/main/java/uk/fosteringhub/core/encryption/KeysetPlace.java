package uk.fosteringhub.core.encryption;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where the keys are: a file, or a setting. */
final class KeysetPlace {
    private final Optional<Path> file;
    private final String text;

    private KeysetPlace(Optional<Path> file, String text) {
        this.file = file;
        this.text = text;
    }

    static KeysetPlace file(Path file) {
        return new KeysetPlace(Optional.of(file), "");
    }

    static KeysetPlace setting(String text) {
        return new KeysetPlace(Optional.empty(), text);
    }

    Optional<Path> file() {
        return file;
    }

    /** For messages. */
    String name() {
        return file.map(Path::toString).orElse("hub.encryption.keyset");
    }

    /** @throws KeysetUnusable if there is none, or it cannot be read */
    Keyset read() {
        if (file.isEmpty()) {
            return KeysetText.parse(text, name());
        }
        try {
            return KeysetText.parse(Files.readString(file.get()), name());
        } catch (NoSuchFileException missing) {
            throw new KeysetUnusable("There are no encryption keys in " + name()
                    + ". Put the file back from where it is backed up; for a hub that has kept nothing yet, make one with"
                    + " ./hub keys create --out FILE and name it in hub.encryption.keyset-file.");
        } catch (IOException unreadable) {
            throw new KeysetUnusable("The encryption keys in " + name() + " cannot be read ("
                    + unreadable.getClass().getSimpleName()
                    + "): see that the file is text and that this account may read it.");
        }
    }

    /**
     * Makes the file, readable by its owner only, unless another process has just made it.
     *
     * @return whether this one made it
     */
    boolean create(Keyset keyset) {
        try {
            Path target = file.orElseThrow();
            Path whole = written(target, keyset);
            try {
                Files.createLink(target, whole);
                return true;
            } catch (FileAlreadyExistsException other) {
                return false;
            } catch (UnsupportedOperationException noLinks) {
                Files.move(whole, target);
                return true;
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /** Exchanges the file whole; the one before stays beside it under the name with {@code .before}. */
    void replace(Keyset keyset) {
        Path target = file.orElseThrow();
        try {
            Path whole = written(target, keyset);
            Path before = target.resolveSibling(target.getFileName() + ".before");
            Files.deleteIfExists(before);
            Files.createFile(before, ownerOnly(before.toAbsolutePath().getParent()));
            Files.write(before, Files.readAllBytes(target));
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private static Path written(Path target, Keyset keyset) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, ".keys-", ".part", ownerOnly(folder));
        try {
            Files.writeString(whole, KeysetText.of(keyset));
            return whole;
        } catch (IOException failed) {
            Files.deleteIfExists(whole);
            throw failed;
        }
    }

    private KeysetUnusable unwritable(IOException failed) {
        return new KeysetUnusable("The encryption keys cannot be written to " + name() + " ("
                + failed.getClass().getSimpleName()
                + "): see that the folder is there, that this account may write to it, and that the disk has room.");
    }

    private static FileAttribute<?>[] ownerOnly(Path where) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
