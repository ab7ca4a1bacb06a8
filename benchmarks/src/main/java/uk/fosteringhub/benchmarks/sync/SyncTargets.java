package uk.fosteringhub.benchmarks.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.Target.Reached;
import uk.fosteringhub.benchmarks.machine.HeapWatch;
import uk.fosteringhub.benchmarks.machine.MachineFacts;

/** What the hub has to reach, beside what it did. */
final class SyncTargets {
    static final String BATCH = new SpringBatch().name();
    static final String FLOOR = new CopyAndUpsert().name();
    static final String HUB = "The hub";
    private static final double MOST_GROWTH = 1.1;
    private static final long HEAP = 512L << 20;

    private final Measurements main;
    private final SortedMap<Long, Measurements> sizes;

    /** @param sizes number of rows to the hub's loads of that size */
    SyncTargets(Measurements main, SortedMap<Long, Measurements> sizes) {
        this.main = main;
        this.sizes = sizes;
    }

    List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.atLeast(
                "First load: speed of plain Spring Batch", faster(BATCH, Step.FIRST), 1.0, 1.5, " times"));
        targets.add(Target.atMost("First load: time of the floor", slower(FLOOR, Step.FIRST), 4, " times"));
        targets.add(Target.atLeast(
                "Same rows again: speed of plain Spring Batch", faster(BATCH, Step.SAME_ROWS), 8, 12, " times"));
        targets.add(Target.atMost(
                "1% of rows changed: time of the same rows again",
                seconds(HUB, Step.CHANGED) / seconds(HUB, Step.SAME_ROWS), 1.3, " times"));
        for (Step step : List.of(Step.FIRST, Step.SAME_ROWS, Step.CHANGED)) {
            targets.add(growth(step));
        }
        targets.add(heap());
        return targets;
    }

    /** How many times as fast the hub is. */
    double faster(String other, Step step) {
        return seconds(other, step) / seconds(HUB, step);
    }

    private double slower(String other, Step step) {
        return seconds(HUB, step) / seconds(other, step);
    }

    private double seconds(String contestant, Step step) {
        return main.median(contestant, step).seconds();
    }

    private Target growth(Step step) {
        long least = sizes.firstKey();
        long most = sizes.lastKey();
        return Target.atMost(
                "%s: cost per row of %,d rows against that of %,d".formatted(step, most, least),
                costPerRow(most, step) / costPerRow(least, step),
                MOST_GROWTH,
                " times");
    }

    /** Microseconds. */
    double costPerRow(long rows, Step step) {
        return sizes.get(rows).median(HUB, step).seconds() / rows * 1e6;
    }

    private Target heap() {
        HeapWatch.Peak peak = HeapWatch.Peak.NONE;
        for (Map.Entry<Long, Measurements> size : sizes.entrySet()) {
            peak = peak.or(size.getValue().heap(HUB));
        }
        long most = Runtime.getRuntime().maxMemory();
        String measured = "done with %s (used %s, kept %s)"
                .formatted(
                        MachineFacts.megabytes(most),
                        MachineFacts.megabytes(peak.used()),
                        MachineFacts.megabytes(peak.kept()));
        return new Target(
                "Heap, with up to %,d rows".formatted(sizes.lastKey()),
                measured,
                "512 MB is enough",
                most <= HEAP ? Reached.YES : Reached.OPEN);
    }
}
