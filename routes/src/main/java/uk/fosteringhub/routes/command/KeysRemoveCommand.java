package uk.fosteringhub.routes.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeyId;
import uk.fosteringhub.core.encryption.KeyUpkeep;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.routes.HubDatabase;

/** Takes an old key away. */
@Command(
        name = "remove",
        description = "Take an old key out of the keyset; refused while anything is encrypted with it.",
        mixinStandardHelpOptions = true)
final class KeysRemoveCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "Its number, eight hexadecimal digits, as ./hub keys list shows it.")
    private String key;

    @Option(
            names = "--lost",
            description = {
                "The key is gone and no backup has it: give up what it encrypted, for ever, so that the hub starts again."
            })
    private boolean lost;

    @Override
    public Integer call() throws Exception {
        KeyId id = id();
        if (lost) {
            try (HubDatabase database =
                    HubDatabase.open(overrides.configuration().hub())) {
                KeyUpkeep.giveUp(new Database(database.dataSource()), id, KeysOnHub.ACTOR);
            }
        } else {
            KeysOnHub.with(overrides, keys -> {
                keys.remove(id, KeysOnHub.ACTOR);
                return Exit.OK;
            });
        }
        spec.commandLine().getOut().println("Key " + id + (lost ? " is given up." : " is removed."));
        return Exit.OK;
    }

    private KeyId id() {
        try {
            return KeyId.parse(key);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(), "'" + key + "' is no number of a key; ./hub keys list shows them.");
        }
    }
}
