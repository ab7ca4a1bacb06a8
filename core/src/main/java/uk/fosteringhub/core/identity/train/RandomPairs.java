package uk.fosteringhub.core.identity.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** How often records agree that have nothing to do with each other: hardly any pair drawn at random is of one person. */
final class RandomPairs {
    private static final int PAIRS = 1_000_000;
    private static final long SEED = 20_260_101L;

    private RandomPairs() {}

    /** How many pairs have each level. */
    static Map<Level, Double> levels(List<PersonFeatures> persons, PairJudge judge) {
        Map<Level, Double> counts = new EnumMap<>(Level.class);
        if (persons.size() < 2) {
            return counts;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        long most = (long) persons.size() * (persons.size() - 1) / 2;
        for (long drawn = 0; drawn < Math.min(PAIRS, most); drawn++) {
            int one = random.nextInt(persons.size());
            int other = random.nextInt(persons.size() - 1);
            other += other >= one ? 1 : 0;
            Judgement judgement = judge.judge(persons.get(one), persons.get(other));
            // In a small file even chance brings some of one person together.
            if (judgement.band() == Band.NONE) {
                judgement.levels().forEach(level -> counts.merge(level.level(), 1.0, Double::sum));
            }
        }
        return counts;
    }
}
