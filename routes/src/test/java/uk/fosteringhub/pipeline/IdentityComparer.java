package uk.fosteringhub.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.settings.IdentitySettings;
import uk.fosteringhub.core.store.Database;

/** Carries out the identity pass in a process of its own, which can be killed. */
final class IdentityComparer {
    static final String NAME = "comparer";

    private IdentityComparer() {}

    /** @param folder where its output goes */
    static Process start(Path folder, String url) throws IOException {
        return ChildProcess.start(IdentityComparer.class, folder.resolve("comparer.txt"), url);
    }

    public static void main(String[] arguments) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setApplicationName(NAME);
        new IdentityPass(
                        new Database(source),
                        new Merge(new Ownership(Map.of())),
                        new Targets(true, List.of()),
                        IdentitySettings.DEFAULT,
                        IdentitySettings.DEFAULT.model())
                .carryOut();
    }
}
