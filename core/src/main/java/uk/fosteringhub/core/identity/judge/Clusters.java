package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * From judgements of pairs to persons. In rounds, the strongest first, two entities become one if all that their records
 * say together is enough and no guard stands in the way; what one record does not say, another of the same person may.
 * The caller numbers the records from 0 in an order that does not depend on how they came, such as by label; then the
 * result does not either.
 */
public final class Clusters {
    private final PairJudge judge;
    private final IntFunction<PersonFeatures> features;
    private final Groups groups;
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();
    private final Map<Key, Judgement> judgements = new HashMap<>();

    private record Link(int one, int other, double weight, boolean auto) {}

    /** Two entities as they were; one that grows is another. */
    private record Key(int one, int size, int other, int otherSize) {}

    /** @param features of a record, by its number */
    public Clusters(PairJudge judge, IntFunction<PersonFeatures> features, int records) {
        this.judge = judge;
        this.features = features;
        this.groups = new Groups(records);
    }

    /** These are one already; nobody asks again. */
    public void together(int one, int other) {
        groups.join(one, other);
    }

    /** A person said that these are different. */
    public void apart(int one, int other) {
        apart.computeIfAbsent(one, record -> new HashSet<>()).add(other);
        apart.computeIfAbsent(other, record -> new HashSet<>()).add(one);
    }

    public void judged(int one, int other, Judgement judgement) {
        judged(one, other, judgement.band(), judgement.weight());
    }

    /** Every pair that has a key in common should be told, whatever its band. */
    public void judged(int one, int other, Band band, double weight) {
        if (one != other) {
            links.add(new Link(Math.min(one, other), Math.max(one, other), weight, band == Band.AUTO));
        }
    }

    public Settlement settle() {
        links.sort(Comparator.comparingDouble(Link::weight)
                .reversed()
                .thenComparingInt(Link::one)
                .thenComparingInt(Link::other));
        List<EntityPair> open = open();
        Map<EntityPair, Guard> held = new HashMap<>();
        while (round(open, held)) {
            open = open();
            held.clear();
        }
        return new Settlement(groups.roots(), pairs(open, held));
    }

    /** The pairs of entities that a link connects, strongest first, by what their records say together. */
    private List<EntityPair> open() {
        Map<Long, EntityPair> open = new TreeMap<>();
        for (Link link : links) {
            int one = groups.of(link.one());
            int other = groups.of(link.other());
            if (one != other) {
                int smaller = Math.min(one, other);
                int larger = Math.max(one, other);
                open.computeIfAbsent(
                                        (long) smaller << Integer.SIZE | larger,
                                        any -> new EntityPair(
                                                smaller, larger, link.one(), link.other(), judge(smaller, larger)))
                                .auto |=
                        link.auto();
            }
        }
        List<EntityPair> pairs = new ArrayList<>(open.values());
        pairs.sort(Comparator.comparingDouble((EntityPair pair) -> pair.judgement.weight())
                .reversed());
        return pairs;
    }

    /**
     * What has a date of birth is settled first: who a record without one belongs to shows only when it is known who there
     * is.
     *
     * @return whether any two became one
     */
    private boolean round(List<EntityPair> open, Map<EntityPair, Guard> held) {
        Rivals rivals = new Rivals(open, this::judge);
        return round(open, held, rivals, true) || round(open, held, rivals, false);
    }

    private boolean round(List<EntityPair> open, Map<EntityPair, Guard> held, Rivals rivals, boolean dated) {
        Set<Integer> grown = new HashSet<>();
        for (EntityPair pair : open) {
            if (pair.judgement.band() != Band.AUTO
                    || pair.judgement.has(Field.BIRTH_DATE) != dated
                    || grown.contains(pair.one)
                    || grown.contains(pair.other)) {
                continue;
            }
            Optional<Guard> obstacle = decidedDifferent(pair).or(() -> rivals.against(pair));
            if (obstacle.isPresent()) {
                held.put(pair, obstacle.get());
            } else {
                groups.join(pair.one, pair.other);
                grown.add(pair.one);
                grown.add(pair.other);
            }
        }
        return !grown.isEmpty();
    }

    private Optional<Guard> decidedDifferent(EntityPair pair) {
        if (!apart.isEmpty()) {
            for (int one : groups.members(pair.one)) {
                for (int other : groups.members(pair.other)) {
                    if (apart.getOrDefault(one, Set.of()).contains(other)) {
                        return Optional.of(Guard.DECIDED_DIFFERENT);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Judgement judge(int one, int other) {
        int smaller = Math.min(one, other);
        int larger = Math.max(one, other);
        return judgements.computeIfAbsent(
                new Key(smaller, groups.size(smaller), larger, groups.size(larger)),
                key -> judge.judge(persons(smaller), persons(larger)));
    }

    private List<PersonFeatures> persons(int entity) {
        List<PersonFeatures> persons = new ArrayList<>();
        for (int member : groups.members(entity)) {
            persons.add(features.apply(member));
        }
        return persons;
    }

    private List<SettledPair> pairs(List<EntityPair> open, Map<EntityPair, Guard> held) {
        List<SettledPair> pairs = new ArrayList<>(links.size());
        for (Link link : links) {
            if (groups.same(link.one(), link.other())) {
                pairs.add(new SettledPair(link.one(), link.other(), Band.AUTO, link.weight(), List.of()));
            }
        }
        for (EntityPair pair : open) {
            Optional<Guard> added = Optional.ofNullable(held.get(pair));
            if (added.isEmpty() && pair.auto && pair.judgement.contradicts()) {
                added = Optional.of(Guard.CONTRADICTORY_CLUSTER);
            }
            boolean decided = added.filter(Guard.DECIDED_DIFFERENT::equals).isPresent()
                    || decidedDifferent(pair).isPresent();
            if (!decided && (added.isPresent() || pair.judgement.band() == Band.REVIEW)) {
                Judgement together = added.map(pair.judgement::with).orElse(pair.judgement);
                pairs.add(new SettledPair(
                        pair.record, pair.otherRecord, Band.REVIEW, together.weight(), together.guards()));
            }
        }
        pairs.sort(Comparator.comparingInt(SettledPair::one).thenComparingInt(SettledPair::other));
        return pairs;
    }
}
