package uk.fosteringhub.core.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys are by which the hub encrypts what it keeps.
 *
 * @param keyset the keys themselves
 * @param file a file that holds them
 * @param ownFile where a hub with the embedded database makes and finds keys of its own; empty: it never does
 */
public record EncryptionSettings(Optional<String> keyset, Optional<Path> file, Optional<Path> ownFile) {

    /** A hub that makes and keeps its keys in a file. */
    public static EncryptionSettings own(Path file) {
        return new EncryptionSettings(Optional.empty(), Optional.empty(), Optional.of(file));
    }

    /** Keeps keys out of logs. */
    @Override
    public String toString() {
        return "EncryptionSettings["
                + file.or(() -> ownFile).map(Path::toString).orElse("keyset") + "]";
    }
}
