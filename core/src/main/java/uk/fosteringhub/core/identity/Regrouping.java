package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Ids;

/**
 * Which names are one entity, and which entity that is: the older one where there are several. Nearly always that only says
 * where new records belong. Where entities turn out to be one, or a record takes back a name that held it to another,
 * contributions move.
 */
final class Regrouping {
    private static final Logger LOG = LoggerFactory.getLogger(Regrouping.class);

    private final Connection connection;
    private final RecordType type;
    private final EntityMembers members;
    private final Founders founders;
    private final Set<Reference> batch = new LinkedHashSet<>();
    private final List<EntityMembers.Link> saidNow = new ArrayList<>();
    private final Map<Long, Long> merged = new TreeMap<>();
    private final List<EntityMembers.Move> moved = new ArrayList<>();
    private final Map<Long, String> regrouped = new TreeMap<>();
    private final Set<Long> created = new HashSet<>();
    private final Set<Long> leftToTargets = new TreeSet<>();

    Regrouping(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
        this.founders = new Founders(connection, type);
        this.members = new EntityMembers(connection, type);
    }

    /** One group with what is known of it. */
    private record Group(List<Reference> names, List<EntityMembers.Member> fragments, Set<Long> candidates) {}

    /** A record of the batch. */
    void name(Reference name) {
        batch.add(name);
    }

    /** A record of the batch says that it has another name. */
    void same(Reference name, Reference otherName) {
        saidNow.add(new EntityMembers.Link(name, otherName));
    }

    /**
     * @param known entities of names, as far as they have one
     * @param doubted entities of which a record takes back a name, with that record's key: only what is still said to be the
     *     same stays together there
     * @return for each name its entity
     */
    Map<Reference, Long> decide(Map<Reference, Long> known, Map<Long, String> doubted) throws SQLException {
        EntityMembers.Held ofDoubted = members.of(doubted.keySet());
        List<Founders.TargetKey> targetKeys = founders.targetKeys(members, doubted.keySet(), ofDoubted);
        Map<Reference, Set<Reference>> underHubIds = founders.underHubIds(ofDoubted);
        List<Group> found =
                groups(grouped(known, doubted, ofDoubted, PairWords.NONE, targetKeys, underHubIds), ofDoubted);
        Set<Long> concerned = concerned(found, doubted);
        PairWords words = concerned.isEmpty() ? PairWords.NONE : PairWords.of(connection, concerned);
        if (!words.equals(PairWords.NONE)) {
            found = groups(grouped(known, doubted, ofDoubted, words, targetKeys, underHubIds), ofDoubted);
        }
        owners(found, doubted, targetKeys);
        Map<Long, Long> ages = members.ages(found.stream()
                .map(Group::candidates)
                .filter(candidates -> candidates.size() > 1)
                .flatMap(Set::stream)
                .toList());
        long[] ids = Ids.entities(connection, (int)
                found.stream().filter(group -> group.candidates().isEmpty()).count());
        int next = 0;
        Map<Reference, Long> entities = new HashMap<>();
        for (Group group : found) {
            boolean fresh = group.candidates().isEmpty();
            long entity = fresh ? ids[next++] : oldest(group.candidates(), ages);
            if (fresh && group.fragments().isEmpty()) {
                created.add(entity);
            }
            group.names().forEach(name -> entities.put(name, entity));
            note(group, entity, doubted);
        }
        return entities;
    }

    /** Entities that would change: what was decided about them has to be looked up. Nearly always none. */
    private static Set<Long> concerned(List<Group> found, Map<Long, String> doubted) {
        Set<Long> concerned = new TreeSet<>(doubted.keySet());
        for (Group group : found) {
            if (group.candidates().size() > 1 || !group.fragments().isEmpty()) {
                concerned.addAll(group.candidates());
            }
        }
        return concerned;
    }

    /** What is said first counts more where people decided that two records are different. */
    private Groups<Object> grouped(
            Map<Reference, Long> known,
            Map<Long, String> doubted,
            EntityMembers.Held ofDoubted,
            PairWords words,
            List<Founders.TargetKey> targetKeys,
            Map<Reference, Set<Reference>> underHubIds) {
        Groups<Object> groups = new Groups<>();
        for (PairWords.Word word : words.different()) {
            Object one = doubted.containsKey(word.oneEntity()) ? word.one() : (Object) word.oneEntity();
            Object other = doubted.containsKey(word.otherEntity()) ? word.other() : (Object) word.otherEntity();
            if (!one.equals(other)) {
                groups.keepApart(one, other);
            }
        }
        batch.forEach(groups::add);
        ofDoubted.members().forEach(member -> groups.add(member.name()));
        known.forEach((name, entity) -> {
            if (!doubted.containsKey(entity)) {
                groups.join(name, entity);
            }
        });
        same(groups, doubted, words, true);
        saidNow.forEach(link -> groups.join(link.name(), link.otherName()));
        ofDoubted.links().forEach(link -> groups.join(link.name(), link.otherName()));
        same(groups, doubted, words, false);
        underHubIds.forEach((name, made) -> Founders.join(groups, name, made));
        for (Founders.TargetKey key : targetKeys) {
            // Where a record says something of it now, that counts.
            if (saidNow.stream()
                    .noneMatch(link ->
                            link.name().equals(key.name()) || link.otherName().equals(key.name()))) {
                Founders.join(groups, key.name(), key.founders());
            }
        }
        return groups;
    }

    private static void same(Groups<Object> groups, Map<Long, String> doubted, PairWords words, boolean byPerson) {
        for (PairWords.Word word : words.same()) {
            if (word.byPerson() == byPerson
                    && word.oneEntity() == word.otherEntity()
                    && doubted.containsKey(word.oneEntity())) {
                groups.join(word.one(), word.other());
            }
        }
    }

    private static List<Group> groups(Groups<Object> groups, EntityMembers.Held ofDoubted) {
        Map<Reference, List<EntityMembers.Member>> byName = new HashMap<>();
        ofDoubted.members().forEach(member -> byName.computeIfAbsent(member.name(), name -> new ArrayList<>())
                .add(member));
        List<Group> found = new ArrayList<>();
        for (Set<Object> together : groups.all()) {
            Group group = new Group(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
            for (Object one : together) {
                if (one instanceof Reference name) {
                    group.names().add(name);
                    group.fragments().addAll(byName.getOrDefault(name, List.of()));
                } else {
                    group.candidates().add((Long) one);
                }
            }
            if (!isOnlyAHubId(group)) {
                found.add(group);
            }
        }
        return found;
    }

    /** The hub's own key of an entity stays with it, whatever falls off. */
    private static boolean isOnlyAHubId(Group group) {
        return group.names().size() == 1
                && group.candidates().isEmpty()
                && !group.fragments().isEmpty()
                && group.fragments().stream().allMatch(EntityMembers.Member::isOnlyAHubId);
    }

    /**
     * Of an entity that falls apart, one group keeps it. If a target was told of it, that is the group with the record it was
     * made for; where nobody knows which that is, the target's key alone keeps it, so that nobody's changes go to a record
     * that is perhaps another's. Otherwise it is one with a record that has come: that with what was said under the entity's
     * hub id, or else rather one that took nothing back.
     */
    private void owners(List<Group> groups, Map<Long, String> doubted, List<Founders.TargetKey> targetKeys)
            throws SQLException {
        for (var doubt : doubted.entrySet()) {
            long entity = doubt.getKey();
            List<Group> parts = groups.stream()
                    .filter(group -> group.fragments().stream().anyMatch(member -> member.entity() == entity))
                    .toList();
            List<Reference> answered = targetKeys.stream()
                    .filter(key -> key.isOf(entity))
                    .map(Founders.TargetKey::name)
                    .toList();
            Optional<Group> toldOf = answered.isEmpty() && !founders.told(entity)
                    ? Optional.empty()
                    : Founders.place(founders.of(entity, entity), founder -> parts.stream()
                            .filter(group -> group.names().contains(founder))
                            .findFirst());
            List<Group> alone = parts.stream()
                    .filter(group -> answered.containsAll(group.names()))
                    .toList();
            if (toldOf.isPresent()) {
                toldOf.get().candidates().add(entity);
            } else if (!alone.isEmpty()) {
                alone.forEach(group -> group.candidates().add(entity));
                leftToTargets.add(entity);
            } else {
                ownerWithoutTargets(parts, doubt);
            }
        }
    }

    private static void ownerWithoutTargets(List<Group> parts, Map.Entry<Long, String> doubt) {
        parts.stream()
                .min(Comparator.comparing(
                                (Group group) -> group.fragments().stream().noneMatch(EntityMembers.Member::come))
                        .thenComparing(group ->
                                group.fragments().stream().noneMatch(member -> member.saidUnder(doubt.getKey())))
                        .thenComparing(group -> group.names().stream()
                                .anyMatch(name -> name.key().equals(doubt.getValue())))
                        .thenComparing(group -> group.names().stream()
                                .map(Reference::toString)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()))
                .ifPresent(owner -> owner.candidates().add(doubt.getKey()));
    }

    /** An entity without a golden record is younger than any that has one. */
    static long oldest(Set<Long> candidates, Map<Long, Long> ages) {
        return candidates.stream()
                .min(Comparator.comparing((Long entity) -> ages.getOrDefault(entity, Long.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private void note(Group group, long entity, Map<Long, String> doubted) {
        String cause = group.names().stream()
                .filter(batch::contains)
                .map(Reference::key)
                .findFirst()
                .orElse("");
        for (long candidate : group.candidates()) {
            if (candidate != entity) {
                merged.put(candidate, entity);
                regrouped.put(candidate, cause);
                regrouped.put(entity, cause);
            }
        }
        for (EntityMembers.Member member : group.fragments()) {
            if (member.entity() != entity) {
                String taker = doubted.get(member.entity());
                moved.add(new EntityMembers.Move(member, entity));
                regrouped.put(member.entity(), taker);
                regrouped.put(entity, cause.isEmpty() ? taker : cause);
            }
        }
    }

    /** Whether what is stored is about another entity now. */
    boolean moves() {
        return !merged.isEmpty() || !moved.isEmpty();
    }

    /** New entities that nothing stored is about. */
    Set<Long> created() {
        return created;
    }

    /**
     * Moves what is stored. Only under {@link uk.fosteringhub.core.store.EntityLock#alone}.
     *
     * @return the entities concerned, with the key of the record that caused it
     */
    Map<Long, String> move() throws SQLException {
        members.move(moved, "a record took back a name");
        Map<Long, String> whys = new TreeMap<>();
        merged.keySet().forEach(gone -> whys.put(gone, "record " + regrouped.get(gone) + " is known by both names"));
        members.merge(merged, whys);
        leftToTargets.forEach(entity -> Founders.warnOfKeysLeft(LOG, type, entity));
        return regrouped;
    }
}
