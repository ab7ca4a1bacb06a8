package uk.fosteringhub.pipeline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.mappings.MappingFolder;

/** Releases a repair plan in a process of its own, which can be killed. */
final class RepairReleaser {
    static final String NAME = "releaser";

    private RepairReleaser() {}

    /** @param folder where its output goes */
    static Process start(Path folder, String url, long plan) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RepairReleaser.class.getName(),
                        url,
                        String.valueOf(plan))
                .redirectOutput(Redirect.appendTo(folder.resolve("releaser.txt").toFile()))
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] arguments) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setApplicationName(NAME);
        new RepairPlans(
                        new Database(source),
                        List.of(),
                        MappingFolder.load(HubFixture.MAPPINGS),
                        new Ownership(RepairPlanTest.RULES))
                .release(Long.parseLong(arguments[1]), "child");
    }
}
