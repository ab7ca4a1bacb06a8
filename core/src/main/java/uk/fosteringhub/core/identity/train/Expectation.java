package uk.fosteringhub.core.identity.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.LinkModel;

/** Expectation and maximisation over the pairs of a strict block, with {@code u} held fast. */
final class Expectation {
    private static final int MOST_ROUNDS = 500;
    private static final double SETTLED = 1e-5;
    /** In a strict block most pairs are of one person; where they are not, the records are not what they should be. */
    private static final double LEAST_OF_ONE_PERSON = 0.5;

    private final Map<Level, Double> u;
    private final Map<Level, Double> m = new EnumMap<>(Level.class);
    private Map<Level, Double> expected = new EnumMap<>(Level.class);
    private double share = 0.9;
    private boolean settled;

    Expectation(LinkModel start, Map<Level, Double> u) {
        this.u = u;
        start.odds().forEach((level, odds) -> m.put(level, odds.m()));
    }

    Expectation run(List<List<Level>> pairs) {
        for (int round = 0; round < MOST_ROUNDS && !settled; round++) {
            Map<Level, Double> counts = new EnumMap<>(Level.class);
            Map<Field, Double> totals = new EnumMap<>(Field.class);
            double linked = 0;
            for (List<Level> pair : pairs) {
                double probability = probability(pair);
                linked += probability;
                for (Level level : pair) {
                    counts.merge(level, probability, Double::sum);
                    totals.merge(level.field(), probability, Double::sum);
                }
            }
            settled = maximise(counts, totals, linked / pairs.size());
            expected = counts;
        }
        return this;
    }

    private double probability(List<Level> pair) {
        double odds = share / (1 - share);
        for (Level level : pair) {
            odds *= m.get(level) / u.get(level);
        }
        return odds / (1 + odds);
    }

    /** @return whether hardly anything changed */
    private boolean maximise(Map<Level, Double> counts, Map<Field, Double> totals, double linked) {
        double change = Math.abs(linked - share);
        share = Math.min(0.999, Math.max(0.001, linked));
        for (Map.Entry<Field, Double> total : totals.entrySet()) {
            List<Level> levels = Level.of(total.getKey());
            for (Level level : levels) {
                double next = (counts.getOrDefault(level, 0.0) + 0.5) / (total.getValue() + 0.5 * levels.size());
                change = Math.max(change, Math.abs(next - m.get(level)));
                m.put(level, next);
            }
        }
        return change < SETTLED;
    }

    /** How many pairs of one person are expected to have each level. */
    Map<Level, Double> expected() {
        return expected;
    }

    List<String> objections(StrictBlocks.Kind kind) {
        List<String> objections = new ArrayList<>();
        String block = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (!settled) {
            objections.add("the estimate from pairs with the same " + block + " did not settle");
        }
        if (share < LEAST_OF_ONE_PERSON) {
            objections.add(String.format(
                    Locale.ROOT, "only %.0f%% of the pairs with the same %s look like one person", 100 * share, block));
        }
        return objections;
    }
}
