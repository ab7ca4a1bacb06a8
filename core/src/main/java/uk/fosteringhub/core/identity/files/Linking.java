package uk.fosteringhub.core.identity.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Clusters;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.judge.SettledPair;
import uk.fosteringhub.core.identity.judge.Settlement;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Finds out which records are one person: blocks, judgements, and then one group of connected records after another. */
final class Linking {
    private static final int PIECES = 64;

    private final Records records;
    private final PairJudge judge;
    private final boolean across;
    private final int[] entities;
    private List<SettledPair> pairs = List.of();
    private long compared;

    /** @param across only records of different files are compared */
    Linking(Records records, PairJudge judge, boolean across) {
        this.records = records;
        this.judge = judge;
        this.across = across;
        this.entities = new int[records.size()];
    }

    void run(Blocks blocks) {
        Links links = new Links();
        java.util.concurrent.atomic.LongAdder count = new java.util.concurrent.atomic.LongAdder();
        blocks.visit((members, block) -> {
            Links found = new Links();
            count.add(block(members, block, blocks, found));
            if (found.size() > 0) {
                links.addAll(found);
            }
        });
        compared = count.sum();
        settle(links);
    }

    /** How many pairs were compared. */
    long compared() {
        return compared;
    }

    /** The smallest number among the records that are one with it. */
    int entity(int record) {
        return entities[record];
    }

    /** AUTO for any two records of one entity, also where they only follow from a third; REVIEW as settled; in order. */
    List<SettledPair> pairs() {
        return pairs;
    }

    private long block(int[] members, long block, Blocks blocks, Links found) {
        PersonFeatures[] persons = new PersonFeatures[members.length];
        long count = 0;
        for (int i = 0; i < members.length; i++) {
            for (int j = i + 1; j < members.length; j++) {
                if (across && records.file(members[i]) == records.file(members[j])
                        || !Blocks.of(blocks.common(members[i], members[j]), block)) {
                    continue;
                }
                count++;
                PersonFeatures one = person(persons, members, i);
                PersonFeatures other = person(persons, members, j);
                if (judge.worthALook(one, other)) {
                    Judgement judgement = judge.judge(one, other);
                    found.add(members[i], members[j], judgement.weight(), judgement.band() == Band.AUTO);
                }
            }
        }
        return count;
    }

    private PersonFeatures person(PersonFeatures[] persons, int[] members, int place) {
        if (persons[place] == null) {
            persons[place] = records.features(members[place]);
        }
        return persons[place];
    }

    private void settle(Links links) {
        int[] group = groups(links);
        Integer[] order = IntStream.range(0, links.size())
                .filter(i -> group[links.one(i)] == group[links.other(i)])
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(i -> group[links.one(i)])
                        .thenComparingInt(links::one)
                        .thenComparingInt(links::other));
        List<int[]> ranges = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && group[links.one(order[to])] == group[links.one(order[from])]) {
                to++;
            }
            ranges.add(new int[] {from, to});
            from = to;
        }
        Arrays.setAll(entities, i -> i);
        List<List<SettledPair>> settled = IntStream.range(0, PIECES)
                .parallel()
                .mapToObj(piece -> {
                    List<SettledPair> all = new ArrayList<>();
                    for (int i = piece; i < ranges.size(); i += PIECES) {
                        settle(links, order, ranges.get(i), all);
                    }
                    return all;
                })
                .toList();
        List<SettledPair> all = new ArrayList<>();
        settled.forEach(all::addAll);
        all.sort(Comparator.comparingInt(SettledPair::one).thenComparingInt(SettledPair::other));
        pairs = all;
    }

    /** Weaker links only add to what a stronger one connects; by themselves they would chain half the file together. */
    private int[] groups(Links links) {
        int[] group = new int[records.size()];
        Arrays.setAll(group, i -> i);
        for (int i = 0; i < links.size(); i++) {
            if (judge.worthAsking(links.weight(i))) {
                int one = root(group, links.one(i));
                int other = root(group, links.other(i));
                group[Math.max(one, other)] = Math.min(one, other);
            }
        }
        for (int i = 0; i < group.length; i++) {
            group[i] = root(group, i);
        }
        return group;
    }

    private static int root(int[] group, int record) {
        int at = record;
        while (group[at] != at) {
            group[at] = group[group[at]];
            at = group[at];
        }
        return at;
    }

    private void settle(Links links, Integer[] order, int[] range, List<SettledPair> into) {
        int[] members = IntStream.range(range[0], range[1])
                .flatMap(i -> IntStream.of(links.one(order[i]), links.other(order[i])))
                .sorted()
                .distinct()
                .toArray();
        PersonFeatures[] persons = new PersonFeatures[members.length];
        Clusters clusters = new Clusters(judge, local -> person(persons, members, local), members.length);
        for (int i = range[0]; i < range[1]; i++) {
            int place = order[i];
            clusters.judged(
                    Arrays.binarySearch(members, links.one(place)),
                    Arrays.binarySearch(members, links.other(place)),
                    links.auto(place) ? Band.AUTO : Band.REVIEW,
                    links.weight(place));
        }
        Settlement settlement = clusters.settle();
        for (SettledPair pair : settlement.pairs()) {
            if (pair.band() == Band.REVIEW) {
                into.add(new SettledPair(
                        members[pair.one()], members[pair.other()], Band.REVIEW, pair.weight(), pair.guards()));
            }
        }
        for (int i = 0; i < members.length; i++) {
            entities[members[i]] = members[settlement.entity(i)];
            for (int j = i + 1; j < members.length; j++) {
                if (settlement.entity(i) == settlement.entity(j)
                        && !(across && records.file(members[i]) == records.file(members[j]))) {
                    double weight = judge.judge(person(persons, members, i), person(persons, members, j))
                            .weight();
                    into.add(new SettledPair(members[i], members[j], Band.AUTO, weight, List.of()));
                }
            }
        }
    }
}
