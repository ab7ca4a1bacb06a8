package uk.fosteringhub.core.failures;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import uk.fosteringhub.core.store.StoreUnavailable;

/** The secret by which words of kept records are hashed: whoever has only the database cannot guess them by trying. */
@FunctionalInterface
public interface TokenKey {

    /** At least 32 bytes, the same for all processes on one database and for all time: other bytes find nothing. */
    byte[] bytes();

    /**
     * A random secret in a file of a folder that all processes of the hub share; made when it is first asked for.
     *
     * @throws StoreUnavailable if the folder cannot be used
     */
    static TokenKey in(Path folder) {
        return new TokenKey() {
            private byte[] key;

            @Override
            public synchronized byte[] bytes() {
                if (key == null) {
                    key = read(folder.resolve("search.key"));
                }
                return key.clone();
            }
        };
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                byte[] made = new byte[32];
                new SecureRandom().nextBytes(made);
                Path whole = Files.createTempFile(file.getParent(), "search-", ".part");
                Files.write(whole, made);
                linkUnlessThere(whole, file);
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new StoreUnavailable(
                    "The key by which failures are searched cannot be read or made in " + file
                            + ": see that the hub may write there, then start it again.",
                    failed);
        }
    }

    /** Of two processes that make a key at the same time, one's counts. */
    private static void linkUnlessThere(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException other) {
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
