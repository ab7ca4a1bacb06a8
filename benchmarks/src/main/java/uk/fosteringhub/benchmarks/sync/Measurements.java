package uk.fosteringhub.benchmarks.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import uk.fosteringhub.benchmarks.machine.HeapWatch;

/** All loads of one size. */
final class Measurements {
    private final List<Measured> all = new ArrayList<>();

    void add(Measured measured) {
        all.add(measured);
    }

    void addAll(Measurements others) {
        all.addAll(others.all);
    }

    List<Measured> all() {
        return Collections.unmodifiableList(all);
    }

    /** The load in the middle, by its time; of an even number, the slower one. */
    Measured median(String contestant, Step step) {
        List<Measured> rounds = of(one -> one.contestant().equals(contestant) && one.step() == step);
        return rounds.get(rounds.size() / 2);
    }

    boolean has(String contestant, Step step) {
        return all.stream().anyMatch(one -> one.contestant().equals(contestant) && one.step() == step);
    }

    /** The shortest and the longest, in seconds. */
    String range(String contestant, Step step) {
        List<Measured> rounds = of(one -> one.contestant().equals(contestant) && one.step() == step);
        return "%.2f–%.2f"
                .formatted(
                        rounds.get(0).seconds(), rounds.get(rounds.size() - 1).seconds());
    }

    HeapWatch.Peak heap(String contestant) {
        return all.stream()
                .filter(one -> one.contestant().equals(contestant))
                .map(Measured::heap)
                .reduce(HeapWatch.Peak.NONE, HeapWatch.Peak::or);
    }

    private List<Measured> of(Predicate<Measured> which) {
        return all.stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(Measured::seconds))
                .toList();
    }
}
