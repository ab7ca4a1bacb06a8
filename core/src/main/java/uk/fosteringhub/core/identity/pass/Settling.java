package uk.fosteringhub.core.identity.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Clusters;
import uk.fosteringhub.core.identity.judge.Guard;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.judge.SettledPair;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Takes judgements of pairs together with what is one already, and says what is to be linked and what to be asked. */
final class Settling {
    private final Neighbours neighbours;
    private final PairJudge judge;
    private final Map<PersonRecord, PersonFeatures> features;
    /** In the order of the records' labels, which does not depend on how they came. */
    private final List<PersonRecord> numbered;

    private final Map<PersonRecord, Integer> numbers = new HashMap<>();
    private final Map<PairOf, Judgement> judgements = new TreeMap<>(KnownPairs.BY_NAMES);

    /** @param features of the neighbours that can be compared; the others are left out */
    Settling(Neighbours neighbours, PairJudge judge, Map<PersonRecord, PersonFeatures> features) {
        this.neighbours = neighbours;
        this.judge = judge;
        this.features = features;
        this.numbered = new ArrayList<>(neighbours.standings().keySet().stream()
                .filter(features::containsKey)
                .sorted(Comparator.comparing(record -> features.get(record).label()))
                .toList());
        for (int i = 0; i < numbered.size(); i++) {
            numbers.put(numbered.get(i), i);
        }
    }

    /**
     * A pair that may be one person's.
     *
     * @param one whether the two are one in the end, be it by way of others
     * @param link whether the two themselves are to be linked
     */
    record Settled(PairOf pair, boolean one, boolean link, Judgement judgement) {}

    /** What the engine says of a pair that was looked at; empty if it was not. */
    Optional<Judgement> judgement(PairOf pair) {
        return Optional.ofNullable(judgements.get(pair));
    }

    /** @param judged pairs that may be one, by what the engine says of them */
    List<Settled> settle(Map<PairOf, Judgement> judged) {
        Clusters clusters = new Clusters(judge, number -> features.get(numbered.get(number)), numbered.size());
        neighbours.together().forEach(pair -> clusters.together(number(pair.one()), number(pair.other())));
        for (KnownPairs.Known known : neighbours.pairs().values()) {
            if (known.different() && isHere(known.pair())) {
                clusters.apart(number(known.pair().one()), number(known.pair().other()));
            }
        }
        judged.forEach((pair, judgement) -> add(clusters, pair, judgement));
        for (KnownPairs.Known known : neighbours.pairs().values()) {
            PairOf pair = known.pair();
            if (!known.different() && !judged.containsKey(pair) && isHere(pair)) {
                add(clusters, pair, judge.judge(features.get(pair.one()), features.get(pair.other())));
            }
        }
        List<Settled> settled = new ArrayList<>();
        for (SettledPair pair : clusters.settle().pairs()) {
            PairOf names = PairOf.of(numbered.get(pair.one()), numbered.get(pair.other()));
            Judgement judgement = judgements.get(names);
            Judgement last = pair.added().map(judgement::with).orElse(judgement);
            boolean one = pair.band() == Band.AUTO;
            settled.add(new Settled(names, one, one && last.band() == Band.AUTO, last));
        }
        return settled;
    }

    /** A pair that a person has spoken about is that person's; what it says counts for others all the same. */
    private void add(Clusters clusters, PairOf pair, Judgement judgement) {
        if (!isHere(pair)) {
            return;
        }
        Judgement counts = isRestricted(pair) ? judgement.with(Guard.RESTRICTED) : judgement;
        boolean spoken = Optional.ofNullable(neighbours.pairs().get(pair))
                .filter(KnownPairs.Known::spoken)
                .isPresent();
        judgements.put(pair, counts);
        clusters.judged(
                number(pair.one()),
                number(pair.other()),
                spoken && counts.band() == Band.AUTO ? Band.REVIEW : counts.band(),
                counts.weight());
    }

    /** Whoever is restricted is so in all that is said of them, whichever record says it. */
    private boolean isRestricted(PairOf pair) {
        return neighbours.standings().get(pair.one()).restricted()
                || neighbours.standings().get(pair.other()).restricted();
    }

    private boolean isHere(PairOf pair) {
        return numbers.containsKey(pair.one()) && numbers.containsKey(pair.other());
    }

    private int number(PersonRecord record) {
        return numbers.get(record);
    }
}
