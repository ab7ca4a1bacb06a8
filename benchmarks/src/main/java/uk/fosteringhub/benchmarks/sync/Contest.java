package uk.fosteringhub.benchmarks.sync;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.benchmarks.machine.HeapWatch;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.sync.Entrants.Entrant;

/** Contestants take turns at the same files, step by step, each in a fresh database in every round. */
final class Contest {
    private final Bench bench;
    private final BenchServer server;
    private final StepTimes times;

    /** @param times of the load that was measured last, if it was the hub's */
    Contest(Bench bench, BenchServer server, StepTimes times) {
        this.bench = bench;
        this.server = server;
        this.times = times;
    }

    /** @throws IllegalStateException if the contestants' tables differ after a step */
    Measurements measure(List<Contestant> contestants, Extracts extracts, int rounds) throws Exception {
        Measurements measurements = new Measurements();
        for (int round = 1; round <= rounds; round++) {
            measurements.addAll(round(contestants, extracts, round));
        }
        return measurements;
    }

    private Measurements round(List<Contestant> contestants, Extracts extracts, int round) throws Exception {
        Measurements measurements = new Measurements();
        try (Entrants entrants = new Entrants()) {
            for (Contestant contestant : contestants) {
                entrants.add(contestant, server);
            }
            for (Step step : Step.values()) {
                for (Entrant entrant : entrants.takingPartIn(step)) {
                    Measured measured = load(entrant, step, extracts, round);
                    measurements.add(measured);
                    tell(measured);
                    entrant.database().settle();
                }
                requireSame(entrants.takingPartIn(step), step, extracts.rows());
            }
        }
        return measurements;
    }

    private void tell(Measured measured) {
        bench.tell("%,d rows, round %d, %s: %s %.2f s, %,.0f rows a second, heap %s"
                .formatted(
                        measured.rows(),
                        measured.round(),
                        measured.step(),
                        measured.contestant(),
                        measured.seconds(),
                        measured.rowsPerSecond(),
                        MachineFacts.megabytes(measured.heap().used())));
    }

    private Measured load(Entrant entrant, Step step, Extracts extracts, int round) throws Exception {
        try (HeapWatch heap = new HeapWatch()) {
            long began = System.nanoTime();
            entrant.loader().load(extracts.file(step));
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Measured(
                    entrant.name(),
                    step,
                    round,
                    extracts.rows(),
                    seconds,
                    heap.peak(),
                    entrant.isHub() ? times.seconds() : Map.of());
        }
    }

    /** Nobody wins by leaving work out. */
    private static void requireSame(List<Entrant> entrants, Step step, long rows) throws SQLException {
        TableDigest first = null;
        for (Entrant entrant : entrants) {
            TableDigest digest =
                    TableDigest.of(entrant.database(), entrant.loader().table());
            if (digest.rows() != rows) {
                throw new IllegalStateException(
                        "%s: %s has %d rows in its table, not %d".formatted(step, entrant.name(), digest.rows(), rows));
            }
            if (first != null && !first.equals(digest)) {
                throw new IllegalStateException("%s: the table of %s (%s) differs from that of %s (%s)"
                        .formatted(step, entrant.name(), digest, entrants.get(0).name(), first));
            }
            first = digest;
        }
    }
}
