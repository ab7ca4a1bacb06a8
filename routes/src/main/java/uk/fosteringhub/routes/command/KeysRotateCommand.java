package uk.fosteringhub.routes.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeyId;

/** Makes a new key. */
@Command(
        name = "rotate",
        description = {
            "Make a new key, which encrypts from now on; the others stay to decrypt.",
            "A hub that serves takes it up within half a minute."
        },
        mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the keys there instead, for a hub whose keys are in the setting hub.encryption.keyset.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        return KeysOnHub.with(overrides, keys -> {
            KeyId id = file == null ? keys.rotate(KeysOnHub.ACTOR) : keys.rotateInto(file.toAbsolutePath());
            spec.commandLine()
                    .getOut()
                    .println("Key " + id + " encrypts "
                            + (file == null
                                    ? "from now on. Keep a copy of the keys elsewhere; then: ./hub keys re-encrypt"
                                    : "once the content of " + file + " is the setting hub.encryption.keyset."));
            return Exit.OK;
        });
    }
}
