package uk.fosteringhub.benchmarks.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.benchmarks.machine.BenchServer;

/** The contestants of one round, each ready on a fresh database of its own. */
final class Entrants implements AutoCloseable {
    private final List<Entrant> all = new ArrayList<>();

    /** A contestant that is ready. */
    record Entrant(Contestant contestant, BenchDatabase database, Contestant.Loader loader) {

        String name() {
            return contestant.name();
        }

        boolean isHub() {
            return contestant instanceof TheHub;
        }
    }

    void add(Contestant contestant, BenchServer server) throws Exception {
        BenchDatabase database = server.freshDatabase();
        all.add(new Entrant(contestant, database, contestant.open(database)));
    }

    /** Only the hub can tell that a file is the same byte for byte. */
    List<Entrant> takingPartIn(Step step) {
        return all.stream()
                .filter(one -> step != Step.SAME_BYTES || one.isHub())
                .toList();
    }

    /** If one fails, the others go with the server. */
    @Override
    public void close() throws IOException, SQLException {
        for (Entrant entrant : all) {
            entrant.loader().close();
            entrant.database().close();
        }
    }
}
