package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import uk.fosteringhub.core.settings.EncryptionSettings;

/** Says once, when the hub has made encryption keys of its own, where they are and that a copy is needed. */
final class KeysNotice {
    private final Optional<Path> toBeMade;

    private KeysNotice(Optional<Path> toBeMade) {
        this.toBeMade = toBeMade;
    }

    /** To be asked before the hub starts. */
    static KeysNotice before(EncryptionSettings keys) {
        boolean given = keys.keyset().isPresent() || keys.file().isPresent();
        return new KeysNotice(given ? Optional.empty() : keys.ownFile().filter(Files::notExists));
    }

    /** Once it has started. */
    void say(PrintWriter out) {
        toBeMade.filter(Files::exists)
                .ifPresent(file -> out.println("What is kept is encrypted with keys that were made just now, in " + file
                        + ". Keep a copy of them elsewhere: without them nothing that was kept can be read."));
    }
}
