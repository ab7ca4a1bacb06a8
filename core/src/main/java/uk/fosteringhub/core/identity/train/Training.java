package uk.fosteringhub.core.identity.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.identity.judge.LinkModel.Odds;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * Learns a model from records without being told who is who: {@code u} from pairs drawn at random, {@code m} by expectation
 * and maximisation on pairs from strict blocks alone: same NHS number or national id, or same date of birth with the same
 * first name and the same sound of the last. Pairs that share a phone, an e-mail address or a postcode are never learnt from, as they
 * teach what a household looks like. Thresholds are not learnt. The same records give the same model.
 */
public final class Training {
    /** Below so many comparisons a field keeps what the last good model says. */
    static final long FEWEST_COMPARISONS = 200;

    /** What was seen less often than this keeps its share: a few chance hits say nothing of how rare something is. */
    private static final double FEWEST_SEEN = 20;

    private final LinkModel lastGood;

    public Training(LinkModel lastGood) {
        this.lastGood = lastGood;
    }

    /** A model, or why there is none: then the last good one stays. */
    public record Outcome(LinkModel model, List<String> objections) {
        public boolean accepted() {
            return objections.isEmpty();
        }
    }

    /**
     * @param persons a sample, or all; some ten thousand are enough
     * @param version of the model that comes out
     * @param origin what it is trained on, in words
     */
    public Outcome train(List<PersonFeatures> persons, Frequencies frequencies, String version, String origin) {
        PairJudge judge = new PairJudge(lastGood, frequencies);
        Map<Level, Double> unlinked = RandomPairs.levels(persons, judge);
        Map<Field, Double> unlinkedTotals = totals(unlinked);
        Map<Level, Double> u = shares(unlinked, unlinkedTotals, Odds::u);
        Map<Level, Double> linked = new EnumMap<>(Level.class);
        List<String> objections = new ArrayList<>();
        for (StrictBlocks.Kind kind : StrictBlocks.Kind.values()) {
            List<List<Level>> pairs = StrictBlocks.pairs(persons, kind, judge);
            if (pairs.size() >= FEWEST_COMPARISONS) {
                Expectation result = new Expectation(lastGood, u).run(pairs);
                objections.addAll(result.objections(kind));
                result.expected().forEach((level, count) -> linked.merge(level, count, Double::sum));
            }
        }
        if (linked.isEmpty()) {
            objections.add("there are fewer than " + FEWEST_COMPARISONS
                    + " pairs of records with the same identifier, or the same name and date of birth");
        }
        Map<Level, Double> m = shares(linked, totals(linked), Odds::m);
        Map<Level, Odds> odds = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            odds.put(level, new Odds(m.get(level), u.get(level)));
        }
        LinkModel model = lastGood.with(version, origin, odds);
        objections.addAll(Plausibility.objections(lastGood, model));
        return new Outcome(model, List.copyOf(objections));
    }

    private static Map<Field, Double> totals(Map<Level, Double> counts) {
        Map<Field, Double> totals = new EnumMap<>(Field.class);
        counts.forEach((level, count) -> totals.merge(level.field(), count, Double::sum));
        return totals;
    }

    /** Takes the share that the last good model has. */
    private interface Share {
        double of(Odds odds);
    }

    private Map<Level, Double> shares(Map<Level, Double> counts, Map<Field, Double> totals, Share share) {
        Map<Level, Double> shares = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            double remembered = share.of(lastGood.odds().get(level));
            double total = totals.getOrDefault(level.field(), 0.0);
            double seen = counts.getOrDefault(level, 0.0);
            boolean enough = total >= FEWEST_COMPARISONS && seen >= FEWEST_SEEN;
            shares.put(level, enough ? seen / total : remembered);
        }
        return shares;
    }
}
