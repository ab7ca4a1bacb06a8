package uk.fosteringhub.routes.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeyId;
import uk.fosteringhub.core.encryption.KeyUpkeep;

/** Makes the first keys of a hub with a database of its own. */
@Command(
        name = "create",
        description = {
            "Make the first keys, in a file that only this account can read.",
            "Name it in hub.encryption.keyset-file, and keep a copy elsewhere."
        },
        mixinStandardHelpOptions = true)
final class KeysCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "A file that is not there yet.")
    private Path file;

    @Override
    public Integer call() {
        KeyId id = KeyUpkeep.create(file.toAbsolutePath());
        spec.commandLine().getOut().println("Key " + id + " is in " + file + ".");
        return Exit.OK;
    }
}
