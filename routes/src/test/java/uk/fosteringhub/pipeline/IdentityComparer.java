package uk.fosteringhub.pipeline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        IdentityComparer.class.getName(),
                        url)
                .redirectOutput(Redirect.appendTo(folder.resolve("comparer.txt").toFile()))
                .redirectErrorStream(true)
                .start();
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
