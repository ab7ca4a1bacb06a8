package uk.fosteringhub.core.identity.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Judgement;

/** What is to be written and done about the pairs of a batch, beside what is known of them already. */
final class Findings {
    private final Neighbours neighbours;
    private final Set<PersonRecord> batch;
    private final List<Pairs.Judged> toNote = new ArrayList<>();
    private final List<PairOf> toDrop = new ArrayList<>();
    private final List<PairOf> linked = new ArrayList<>();

    Findings(Neighbours neighbours, Settling settling, List<Settling.Settled> settled, Collection<PersonRecord> batch) {
        this.neighbours = neighbours;
        this.batch = Set.copyOf(batch);
        Set<PairOf> linkedBefore = new HashSet<>();
        neighbours.pairs().values().stream()
                .filter(known -> known.linked() && !known.spoken())
                .forEach(known -> linkedBefore.add(known.pair()));
        Set<PairOf> asked = new HashSet<>();
        for (Settling.Settled one : settled) {
            if (one.link()) {
                link(one);
            } else if (!one.one() || areTwoPersons(one.pair(), settled)) {
                asked.add(one.pair());
                ask(one.pair(), one.judgement());
            }
        }
        linkedBefore.forEach(pair -> settling.judgement(pair)
                .filter(judgement -> judgement.band() != Band.AUTO && isOfBatch(pair))
                .ifPresent(judgement -> doubt(pair, judgement)));
        neighbours.pairs().values().stream()
                .filter(known -> known.review() && !known.spoken() && known.judged())
                .filter(known -> settling.judgement(known.pair()).isPresent() && !asked.contains(known.pair()))
                .filter(known -> !linked.contains(known.pair()))
                .forEach(known -> toDrop.add(known.pair()));
    }

    private boolean isOfBatch(PairOf pair) {
        return batch.contains(pair.one()) || batch.contains(pair.other());
    }

    private void link(Settling.Settled one) {
        Optional<KnownPairs.Known> known = known(one.pair());
        if (known.isPresent() && known.get().spoken()) {
            return;
        }
        if (known.isPresent() && known.get().linked()) {
            if (!known.get().judged()) {
                return;
            }
            if (known.get().doubted()
                    || !PassBatch.sameWeight(
                            known.get().weight(), one.judgement().weight())) {
                toNote.add(judged(one.pair(), true, one.judgement()));
            }
        } else if (!isSaidBySource(one.pair())) {
            toNote.add(judged(one.pair(), true, one.judgement()));
            linked.add(one.pair());
        }
    }

    /** A record whose source says whose it is needs no word of the hub's. */
    private boolean isSaidBySource(PairOf pair) {
        Standing one = neighbours.standings().get(pair.one());
        Standing other = neighbours.standings().get(pair.other());
        return one.isPerson() != other.isPerson() && one.person().equals(other.person());
    }

    private void ask(PairOf pair, Judgement judgement) {
        Optional<KnownPairs.Known> known = known(pair);
        if (known.isPresent()
                && (known.get().linked() || PassBatch.sameWeight(known.get().weight(), judgement.weight()))) {
            return;
        }
        if (!isSaidBySource(pair)) {
            toNote.add(judged(pair, false, judgement));
        }
    }

    private void doubt(PairOf pair, Judgement judgement) {
        KnownPairs.Known known = known(pair).orElseThrow();
        if (known.judged() && !(known.doubted() && PassBatch.sameWeight(known.weight(), judgement.weight()))) {
            toNote.add(judged(pair, false, judgement));
        }
    }

    /** Two person records that only others' records bring together: what an enquiry is like makes no two persons one. */
    private boolean areTwoPersons(PairOf pair, List<Settling.Settled> settled) {
        Standing one = neighbours.standings().get(pair.one());
        Standing other = neighbours.standings().get(pair.other());
        if (!one.isPerson() || !other.isPerson() || one.entity() == other.entity()) {
            return false;
        }
        PersonGroups groups = new PersonGroups();
        settled.stream()
                .filter(Settling.Settled::link)
                .map(Settling.Settled::pair)
                .filter(this::isOfPersons)
                .forEach(link -> groups.join(
                        neighbours.standings().get(link.one()).entity(),
                        neighbours.standings().get(link.other()).entity()));
        return !groups.together(one.entity(), other.entity());
    }

    private boolean isOfPersons(PairOf pair) {
        return neighbours.standings().get(pair.one()).isPerson()
                && neighbours.standings().get(pair.other()).isPerson();
    }

    private Optional<KnownPairs.Known> known(PairOf pair) {
        return Optional.ofNullable(neighbours.pairs().get(pair));
    }

    private static Pairs.Judged judged(PairOf pair, boolean link, Judgement judgement) {
        return new Pairs.Judged(pair, link, judgement.weight(), judgement.toJson(), judgement.model());
    }

    List<Pairs.Judged> toNote() {
        return toNote;
    }

    List<PairOf> toDrop() {
        return toDrop;
    }

    /** Linked pairs of one type that are two entities yet. */
    List<PairOf> merging(Map<PersonRecord, Standing> present) {
        return linked.stream()
                .filter(pair -> {
                    Standing one = present.get(pair.one());
                    Standing other = present.get(pair.other());
                    return one != null
                            && other != null
                            && one.type().equals(other.type())
                            && one.entity() != other.entity()
                            && !one.restricted()
                            && !other.restricted();
                })
                .toList();
    }

    /** Whether the hub may have something to say of whose a record is. */
    boolean speaking() {
        return linked.stream().anyMatch(pair -> !isOfOneType(pair))
                || batch.stream().anyMatch(this::hasLink);
    }

    private boolean isOfOneType(PairOf pair) {
        return neighbours
                .standings()
                .get(pair.one())
                .type()
                .equals(neighbours.standings().get(pair.other()).type());
    }

    private boolean hasLink(PersonRecord record) {
        return neighbours.pairs().values().stream()
                .anyMatch(known -> known.linked()
                        && (known.pair().one().equals(record)
                                || known.pair().other().equals(record)));
    }

    /** Records of which it has to be worked out what the hub says. */
    Set<PersonRecord> words(Collection<PersonRecord> gone) {
        Set<PersonRecord> words = new TreeSet<>(gone);
        linked.forEach(pair -> {
            words.add(pair.one());
            words.add(pair.other());
        });
        batch.stream().filter(this::hasLink).forEach(words::add);
        return words;
    }

    /** Who is one with whom. */
    private static final class PersonGroups {
        private final Map<Long, Long> parents = new HashMap<>();

        void join(long one, long other) {
            parents.put(root(one), root(other));
        }

        boolean together(long one, long other) {
            return root(one) == root(other);
        }

        private long root(long person) {
            long root = person;
            while (parents.getOrDefault(root, root) != root) {
                root = parents.get(root);
            }
            return root;
        }
    }
}
