package uk.fosteringhub.routes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.encryption.KeyUpkeep.KeyUse;
import uk.fosteringhub.routes.TextTable;

/** Lists keys, never showing them. */
@Command(
        name = "list",
        description =
                "The keys by their numbers, and how much is encrypted with each. The keys themselves are not shown.",
        mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return KeysOnHub.with(overrides, keys -> {
            List<KeyUse> found = keys.keys();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(found));
            } else {
                table(found).forEach(out::println);
            }
            return Exit.OK;
        });
    }

    private static List<String> table(List<KeyUse> keys) {
        List<String> header = new ArrayList<>(List.of("key", "made", "encrypts"));
        header.addAll(keys.get(0).use().keySet());
        List<List<String>> rows = new ArrayList<>(List.of(header));
        for (KeyUse key : keys) {
            List<String> cells =
                    new ArrayList<>(List.of(key.id().toString(), key.made().toString(), key.encrypts() ? "yes" : ""));
            key.use().values().forEach(count -> cells.add(String.format(java.util.Locale.ROOT, "%,d", count)));
            rows.add(cells);
        }
        return TextTable.of(rows);
    }

    private static String json(List<KeyUse> keys) {
        ArrayNode list = JSON.createArrayNode();
        for (KeyUse key : keys) {
            var use = list.addObject()
                    .put("id", key.id().toString())
                    .put("made", key.made().toString())
                    .put("encrypts", key.encrypts())
                    .putObject("use");
            key.use().forEach(use::put);
        }
        return list.toPrettyString();
    }
}
