package uk.fosteringhub.core.identity.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.identity.Groups;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Judgement;

/** What is to be written and done about the pairs of a batch, beside what is known of them already. */
final class Findings {
    /** A weight that moved less says the same. */
    private static final double SAME_WEIGHT = 0.05;

    private final Neighbours neighbours;
    private final Settling settling;
    private final Set<PersonRecord> batch;
    private final Groups<PersonRecord> groups = new Groups<>();
    private final List<Pairs.Judged> toNote = new ArrayList<>();
    private final List<PairOf> toDrop = new ArrayList<>();
    private final List<PairOf> linked = new ArrayList<>();

    Findings(Neighbours neighbours, Settling settling, List<Settling.Settled> settled, Collection<PersonRecord> batch) {
        this.neighbours = neighbours;
        this.settling = settling;
        this.batch = Set.copyOf(batch);
        neighbours.together().forEach(pair -> groups.join(pair.one(), pair.other()));
        Set<PairOf> kept = new HashSet<>();
        settled.stream()
                .filter(Settling.Settled::one)
                .sorted(Comparator.comparing((Settling.Settled one) -> !isAuto(one.judgement()))
                        .thenComparing(one -> -one.judgement().weight())
                        .thenComparing(Settling.Settled::pair, KnownPairs.BY_NAMES))
                .forEach(one -> {
                    boolean connects =
                            !groups.together(one.pair().one(), one.pair().other());
                    groups.join(one.pair().one(), one.pair().other());
                    if (connects || isAuto(one.judgement())) {
                        kept.add(one.pair());
                        link(one.pair(), one.judgement());
                    }
                });
        personsThatOthersBringTogether();
        settled.stream().filter(one -> !one.one()).forEach(one -> {
            kept.add(one.pair());
            ask(one.pair(), one.judgement());
        });
        for (KnownPairs.Known known : neighbours.pairs().values()) {
            if (!known.spoken() && known.judged() && settling.isHere(known.pair())) {
                if (known.linked() && isOfBatch(known.pair())) {
                    doubt(known, settling.judgement(known.pair()));
                } else if (known.review() && !kept.contains(known.pair())) {
                    toDrop.add(known.pair());
                }
            }
        }
    }

    private static boolean isAuto(Judgement judgement) {
        return judgement.band() == Band.AUTO;
    }

    private boolean isOfBatch(PairOf pair) {
        return batch.contains(pair.one()) || batch.contains(pair.other());
    }

    /** Where an enquiry belongs to two persons, these are one, and that is said of the two themselves. */
    private void personsThatOthersBringTogether() {
        Map<PersonRecord, List<Standing>> byGroup = new TreeMap<>();
        neighbours.standings().values().stream()
                .filter(Standing::isPerson)
                .filter(standing -> settling.label(standing.name()).isPresent())
                .sorted(Comparator.comparing(
                        standing -> settling.label(standing.name()).orElseThrow()))
                .forEach(standing -> byGroup.computeIfAbsent(groups.of(standing.name()), group -> new ArrayList<>())
                        .add(standing));
        Groups<PersonRecord> persons = new Groups<>();
        neighbours.together().stream()
                .filter(this::isOfPersons)
                .forEach(pair -> persons.join(pair.one(), pair.other()));
        linked.stream().filter(this::isOfPersons).forEach(pair -> persons.join(pair.one(), pair.other()));
        for (List<Standing> group : byGroup.values()) {
            Standing first = group.get(0);
            for (Standing other : group) {
                if (first.entity() != other.entity() && !persons.together(first.name(), other.name())) {
                    persons.join(first.name(), other.name());
                    PairOf pair = PairOf.of(first.name(), other.name());
                    link(pair, settling.judgement(pair));
                }
            }
        }
    }

    private boolean isOfPersons(PairOf pair) {
        return standing(pair.one()).isPerson() && standing(pair.other()).isPerson();
    }

    private Standing standing(PersonRecord record) {
        return neighbours.standings().get(record);
    }

    private void link(PairOf pair, Judgement judgement) {
        Optional<KnownPairs.Known> known = known(pair);
        if (known.filter(KnownPairs.Known::spoken).isPresent()) {
            return;
        }
        if (known.filter(KnownPairs.Known::linked).isPresent()) {
            boolean says = known.get().doubted() || !sameWeight(known.get(), judgement);
            if (known.get().judged() && says && isAuto(judgement)) {
                toNote.add(judged(pair, true, judgement));
            }
        } else if (!isSaidBySource(pair)) {
            toNote.add(judged(pair, true, judgement));
            linked.add(pair);
        }
    }

    /** A record whose source says whose it is needs no word of the hub's. */
    private boolean isSaidBySource(PairOf pair) {
        Standing one = standing(pair.one());
        Standing other = standing(pair.other());
        Standing speaker = one.isPerson() ? other : one;
        return one.isPerson() != other.isPerson() && speaker.person().isPresent() && !speaker.saidByHub();
    }

    private void ask(PairOf pair, Judgement judgement) {
        Optional<KnownPairs.Known> known = known(pair);
        boolean saysNothingNew =
                known.filter(one -> one.linked() || sameWeight(one, judgement)).isPresent();
        if (!saysNothingNew && !isSaidBySource(pair)) {
            toNote.add(judged(pair, false, judgement));
        }
    }

    /** A link that followed from what others say is doubted only if the two contradict each other. */
    private void doubt(KnownPairs.Known known, Judgement judgement) {
        boolean wouldLink = isAuto(judgement) || !known.auto() && !judgement.contradicts();
        if (!wouldLink && !(known.doubted() && sameWeight(known, judgement))) {
            toNote.add(judged(known.pair(), false, judgement));
        }
    }

    private static boolean sameWeight(KnownPairs.Known known, Judgement judgement) {
        return Math.abs(known.weight() - judgement.weight()) < SAME_WEIGHT;
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

    /** Linked pairs of one type that are two entities yet; those of restricted persons are left as they are. */
    List<PairOf> merging(Map<PersonRecord, Standing> present) {
        return linked.stream()
                .filter(pair -> present.containsKey(pair.one()) && present.containsKey(pair.other()))
                .filter(pair -> {
                    Standing one = present.get(pair.one());
                    Standing other = present.get(pair.other());
                    return one.type().equals(other.type())
                            && one.entity() != other.entity()
                            && !one.restricted()
                            && !other.restricted();
                })
                .toList();
    }

    /** Whether the hub may have something to say of whose a record is. */
    boolean speaking() {
        return !words(Set.of()).isEmpty();
    }

    /** Records of which it has to be worked out what the hub says. */
    Set<PersonRecord> words(Collection<PersonRecord> gone) {
        Set<PersonRecord> words = new TreeSet<>(gone);
        linked.stream().filter(pair -> !isOfPersons(pair)).forEach(pair -> {
            words.add(pair.one());
            words.add(pair.other());
        });
        for (KnownPairs.Known known : neighbours.pairs().values()) {
            for (PersonRecord record : List.of(known.pair().one(), known.pair().other())) {
                Standing standing = standing(record);
                if (known.linked() && batch.contains(record) && standing != null && !standing.isPerson()) {
                    words.add(record);
                }
            }
        }
        return words;
    }
}
