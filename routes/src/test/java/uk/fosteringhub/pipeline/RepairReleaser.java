package uk.fosteringhub.pipeline;

import java.io.IOException;
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
        return ChildProcess.start(RepairReleaser.class, folder.resolve("releaser.txt"), url, String.valueOf(plan));
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
