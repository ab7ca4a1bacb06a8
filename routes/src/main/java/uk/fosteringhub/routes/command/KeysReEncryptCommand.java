package uk.fosteringhub.routes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeyUpkeep.KeyUse;
import uk.fosteringhub.core.encryption.Pace;
import uk.fosteringhub.core.encryption.SealedStore;

/** Encrypts everything with the present key. */
@Command(
        name = "re-encrypt",
        description = {
            "Encrypt with the present key what is encrypted with older ones. May be stopped at any time; running it again",
            "goes on. Exit 1 if something could not be decrypted and stays as it is; the log says what."
        },
        mixinStandardHelpOptions = true)
final class KeysReEncryptCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many at most (default: ${DEFAULT-VALUE}; 0: as fast as it goes).")
    private int perSecond;

    @Option(names = "--json", description = "One JSON document instead of sentences.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return KeysOnHub.with(overrides, keys -> {
            ObjectNode counts = JSON.createObjectNode();
            PrintWriter out = spec.commandLine().getOut();
            for (SealedStore store : keys.stores()) {
                long done = keys.reEncrypt(store, new Pace(perSecond, so -> {}), KeysOnHub.ACTOR);
                counts.put(store.name(), done);
                if (!json) {
                    out.println(String.format(java.util.Locale.ROOT, "%,d %s", done, store.name()));
                }
            }
            if (json) {
                out.println(counts.toPrettyString());
            }
            boolean all = keys.keys().stream().filter(key -> !key.encrypts()).allMatch(KeyUse::unused);
            return all ? Exit.OK : Exit.AMBER;
        });
    }
}
