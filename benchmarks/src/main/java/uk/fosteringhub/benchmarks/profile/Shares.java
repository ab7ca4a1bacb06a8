package uk.fosteringhub.benchmarks.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Time by what it went into. */
public final class Shares {
    private final Map<String, Double> seconds = new HashMap<>();

    /**
     * @param seconds of one or more threads, so the sum may be more than the time that passed
     */
    public record Share(String what, double seconds) {}

    void add(String what, double more) {
        seconds.merge(what, more, Double::sum);
    }

    /** The largest first. */
    public List<Share> largest(int most) {
        return seconds.entrySet().stream()
                .map(one -> new Share(one.getKey(), one.getValue()))
                .sorted((one, other) -> Double.compare(other.seconds(), one.seconds()))
                .limit(most)
                .toList();
    }

    public double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
