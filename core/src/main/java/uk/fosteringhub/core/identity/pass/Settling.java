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
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.judge.SettledPair;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Takes judgements of pairs together with what is one already, and says who is one in the end and what is to be asked. */
final class Settling {
    private final Neighbours neighbours;
    private final PairJudge judge;
    private final Map<PersonRecord, PersonFeatures> features = new HashMap<>();
    /** In the order of the records' labels, which does not depend on how they came. */
    private final List<PersonRecord> numbered;

    private final Map<PersonRecord, Integer> numbers = new HashMap<>();
    private final Map<PairOf, Judgement> judgements = new TreeMap<>(KnownPairs.BY_NAMES);

    /** @param features of the neighbours that can be compared; the others are left out */
    Settling(Neighbours neighbours, PairJudge judge, Map<PersonRecord, PersonFeatures> features) {
        this.neighbours = neighbours;
        this.judge = judge;
        neighbours.standings().forEach((record, standing) -> {
            PersonFeatures own = features.get(record);
            if (own != null) {
                this.features.put(record, standing.restricted() ? restricted(own) : own);
            }
        });
        this.numbered = new ArrayList<>(this.features.keySet());
        numbered.sort(Comparator.comparing(record -> this.features.get(record).label()));
        for (int i = 0; i < numbered.size(); i++) {
            numbers.put(numbered.get(i), i);
        }
    }

    /** Whoever is restricted is so in all that is said of them, whichever record says it. */
    private static PersonFeatures restricted(PersonFeatures own) {
        return new PersonFeatures(
                own.label(),
                own.source(),
                true,
                own.given(),
                own.middle(),
                own.family(),
                own.previous(),
                own.birthDate(),
                own.gender(),
                own.phones(),
                own.emails(),
                own.addresses(),
                own.nhsNumber(),
                own.nationalId());
    }

    /**
     * A pair that may be one person's.
     *
     * @param one whether the two are one in the end, be it by what others say
     * @param judgement of the two alone, with the guard that holds them back where there is one
     */
    record Settled(PairOf pair, boolean one, Judgement judgement) {}

    /** @param worth pairs that are worth a look */
    List<Settled> settle(Iterable<PairOf> worth) {
        Clusters clusters = new Clusters(judge, number -> features.get(numbered.get(number)), numbered.size());
        for (PairOf pair : neighbours.together()) {
            if (isHere(pair)) {
                clusters.together(number(pair.one()), number(pair.other()));
            }
        }
        for (PairOf pair : worth) {
            add(clusters, pair);
        }
        for (KnownPairs.Known known : neighbours.pairs().values()) {
            if (isHere(known.pair())) {
                if (known.spoken() && !known.linked()) {
                    // A person's word stands, or waits for another's: no rule makes them one meanwhile.
                    clusters.apart(
                            number(known.pair().one()), number(known.pair().other()));
                }
                add(clusters, known.pair());
            }
        }
        List<Settled> settled = new ArrayList<>();
        for (SettledPair pair : clusters.settle().pairs()) {
            PairOf names = PairOf.of(numbered.get(pair.one()), numbered.get(pair.other()));
            Judgement own = judgement(names);
            settled.add(new Settled(names, pair.band() == Band.AUTO, own.with(pair.guards())));
        }
        return settled;
    }

    private void add(Clusters clusters, PairOf pair) {
        if (isHere(pair) && !judgements.containsKey(pair)) {
            clusters.judged(number(pair.one()), number(pair.other()), judgement(pair));
        }
    }

    /** What the engine says of two records that can be compared. */
    Judgement judgement(PairOf pair) {
        return judgements.computeIfAbsent(
                pair, both -> judge.judge(features.get(both.one()), features.get(both.other())));
    }

    boolean isHere(PairOf pair) {
        return numbers.containsKey(pair.one()) && numbers.containsKey(pair.other());
    }

    private int number(PersonRecord record) {
        return numbers.get(record);
    }

    /** The label of a record that can be compared; the order of labels does not depend on how records came. */
    Optional<String> label(PersonRecord record) {
        return Optional.ofNullable(features.get(record)).map(PersonFeatures::label);
    }
}
