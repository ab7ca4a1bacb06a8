package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * From judgements of pairs to persons: applies the guards that need more than a pair. Strongest links come first. The
 * caller numbers the records from 0 in an order of its own that does not depend on how they came, such as by label; then
 * the result does not either.
 */
public final class Clusters {
    /** Another person within so many bits is a runner-up. */
    static final double RUNNER_UP = 5;

    private final PairJudge judge;
    private final IntFunction<PersonFeatures> features;
    private final Groups groups;
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();

    private record Link(int one, int other, double weight, boolean auto) {
        int next(int record) {
            return record == one ? other : one;
        }
    }

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

    public void judged(int one, int other, Band band, double weight) {
        if (band != Band.NONE && one != other) {
            links.add(new Link(Math.min(one, other), Math.max(one, other), weight, band == Band.AUTO));
        }
    }

    public Settlement settle() {
        links.sort(Comparator.comparingDouble(Link::weight)
                .reversed()
                .thenComparingInt(Link::one)
                .thenComparingInt(Link::other));
        Map<Integer, List<Link>> around = around();
        Map<Link, Guard> held = new HashMap<>();
        for (Link link : links) {
            if (!link.auto() || groups.same(link.one(), link.other())) {
                continue;
            }
            if (runnerUp(link, around)) {
                held.put(link, Guard.RUNNER_UP);
            } else {
                obstacle(link, around)
                        .ifPresentOrElse(guard -> held.put(link, guard), () -> groups.join(link.one(), link.other()));
            }
        }
        return new Settlement(groups.smallest(), pairs(held));
    }

    private Map<Integer, List<Link>> around() {
        Map<Integer, List<Link>> around = new HashMap<>();
        for (Link link : links) {
            around.computeIfAbsent(link.one(), record -> new ArrayList<>(4)).add(link);
            around.computeIfAbsent(link.other(), record -> new ArrayList<>(4)).add(link);
        }
        return around;
    }

    /** Whether one of the two has another that is nearly as likely, and that is not the same person as this one. */
    private boolean runnerUp(Link link, Map<Integer, List<Link>> around) {
        return runnerUp(link, link.one(), link.other(), around) || runnerUp(link, link.other(), link.one(), around);
    }

    private boolean runnerUp(Link link, int record, int candidate, Map<Integer, List<Link>> around) {
        for (Link rival : around.getOrDefault(record, List.of())) {
            if (rival.weight() < link.weight() - RUNNER_UP) {
                return false;
            }
            int third = rival.next(record);
            if (third != candidate && !groups.same(third, candidate) && contradict(candidate, third)) {
                return true;
            }
        }
        return false;
    }

    private boolean contradict(int one, int other) {
        return judge(one, other).contradicts();
    }

    private Judgement judge(int one, int other) {
        return judge.judge(features.apply(one), features.apply(other));
    }

    /** What speaks against bringing all that is one with either of the two together. */
    private Optional<Guard> obstacle(Link link, Map<Integer, List<Link>> around) {
        int[] ones = groups.members(link.one());
        int[] others = groups.members(link.other());
        for (int one : ones) {
            for (int other : others) {
                if (apart.getOrDefault(one, Set.of()).contains(other)) {
                    return Optional.of(Guard.DECIDED_DIFFERENT);
                }
            }
        }
        if (ones.length == 1 && others.length == 1) {
            return Optional.empty();
        }
        for (int one : ones) {
            for (int other : others) {
                if (contradict(one, other, around)) {
                    return Optional.of(Guard.CONTRADICTORY_CLUSTER);
                }
            }
        }
        return Optional.empty();
    }

    /** Two first names that only differ a little may stand side by side if records with just these names were linked. */
    private boolean contradict(int one, int other, Map<Integer, List<Link>> around) {
        Judgement judgement = judge(one, other);
        return judgement.contradicts() && (judgement.conflict() || !linkedSpellings(one, other, around));
    }

    private boolean linkedSpellings(int one, int other, Map<Integer, List<Link>> around) {
        String given = features.apply(one).given();
        String otherGiven = features.apply(other).given();
        for (int member : groups.members(one)) {
            if (features.apply(member).given().equals(given)) {
                for (Link link : around.getOrDefault(member, List.of())) {
                    int next = link.next(member);
                    if (link.auto()
                            && groups.same(next, other)
                            && features.apply(next).given().equals(otherGiven)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<SettledPair> pairs(Map<Link, Guard> held) {
        List<SettledPair> pairs = new ArrayList<>(links.size());
        Set<Long> asked = new HashSet<>();
        for (Link link : links) {
            int one = groups.of(link.one());
            int other = groups.of(link.other());
            if (one == other) {
                pairs.add(new SettledPair(link.one(), link.other(), Band.AUTO, link.weight(), Optional.empty()));
            } else if (asked.add((long) Math.min(one, other) << 32 | Math.max(one, other))) {
                pairs.add(new SettledPair(
                        link.one(), link.other(), Band.REVIEW, link.weight(), Optional.ofNullable(held.get(link))));
            }
        }
        pairs.sort(Comparator.comparingInt(SettledPair::one).thenComparingInt(SettledPair::other));
        return pairs;
    }

    /** Which records are one, with their members. */
    private static final class Groups {
        private final int[] parent;
        private final int[] next;
        private final int[] size;

        Groups(int records) {
            parent = new int[records];
            next = new int[records];
            size = new int[records];
            for (int i = 0; i < records; i++) {
                parent[i] = i;
                next[i] = i;
                size[i] = 1;
            }
        }

        int of(int record) {
            int root = record;
            while (parent[root] != root) {
                root = parent[root];
            }
            for (int at = record; parent[at] != root; ) {
                int up = parent[at];
                parent[at] = root;
                at = up;
            }
            return root;
        }

        boolean same(int one, int other) {
            return of(one) == of(other);
        }

        /** The smaller number stays the root; the two rings of members become one. */
        void join(int one, int other) {
            int a = Math.min(of(one), of(other));
            int b = Math.max(of(one), of(other));
            if (a != b) {
                parent[b] = a;
                size[a] += size[b];
                int after = next[a];
                next[a] = next[b];
                next[b] = after;
            }
        }

        int[] members(int record) {
            int[] members = new int[size[of(record)]];
            int at = record;
            for (int i = 0; i < members.length; i++) {
                members[i] = at;
                at = next[at];
            }
            Arrays.sort(members);
            return members;
        }

        int[] smallest() {
            int[] smallest = new int[parent.length];
            Arrays.setAll(smallest, this::of);
            return smallest;
        }
    }
}
