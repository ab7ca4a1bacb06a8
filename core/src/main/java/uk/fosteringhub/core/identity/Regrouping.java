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
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Ids;

/**
 * Which names are one entity, and which entity that is: the older one where there are several. Nearly always that only says
 * where new records belong. Where entities turn out to be one, or a record takes back a name that held it to another,
 * contributions move.
 */
final class Regrouping {
    private final Connection connection;
    private final EntityMembers members;
    private final Groups<Object> groups = new Groups<>();
    private final Set<Reference> batch = new HashSet<>();
    private final Map<Long, Long> merged = new TreeMap<>();
    private final List<EntityMembers.Move> moved = new ArrayList<>();
    private final Map<Long, String> regrouped = new TreeMap<>();
    private final Set<Long> created = new HashSet<>();

    Regrouping(Connection connection, RecordType type) {
        this.connection = connection;
        this.members = new EntityMembers(connection, type);
    }

    /** One group with what is known of it. */
    private record Group(List<Reference> names, List<EntityMembers.Member> fragments, Set<Long> candidates) {}

    /** A record of the batch. */
    void name(Reference name) {
        batch.add(name);
        groups.add(name);
    }

    /** A record of the batch says that it has another name. */
    void same(Reference name, Reference otherName) {
        groups.join(name, otherName);
    }

    /**
     * @param known entities of names, as far as they have one
     * @param doubted entities of which a record takes back a name, with that record's key: only what is still said to be the
     *     same stays together there
     * @return for each name its entity
     */
    Map<Reference, Long> decide(Map<Reference, Long> known, Map<Long, String> doubted) throws SQLException {
        List<EntityMembers.Member> ofDoubted = members.of(doubted.keySet(), groups);
        known.forEach((name, entity) -> {
            if (!doubted.containsKey(entity)) {
                groups.join(name, entity);
            }
        });
        List<Group> found = groups(ofDoubted);
        owners(found, doubted);
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

    private List<Group> groups(List<EntityMembers.Member> ofDoubted) {
        Map<Reference, List<EntityMembers.Member>> byName = new HashMap<>();
        ofDoubted.forEach(member ->
                byName.computeIfAbsent(member.name(), name -> new ArrayList<>()).add(member));
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
            found.add(group);
        }
        return found;
    }

    /**
     * Of an entity that falls apart, one group keeps it: one with a record that has come, and rather one that took nothing
     * back.
     */
    private static void owners(List<Group> groups, Map<Long, String> doubted) {
        for (var doubt : doubted.entrySet()) {
            groups.stream()
                    .filter(group -> group.fragments().stream().anyMatch(member -> member.entity() == doubt.getKey()))
                    .min(Comparator.comparing(
                                    (Group group) -> group.fragments().stream().noneMatch(EntityMembers.Member::come))
                            .thenComparing(group -> group.names().stream()
                                    .anyMatch(name -> name.key().equals(doubt.getValue())))
                            .thenComparing(group -> group.names().stream()
                                    .map(Reference::toString)
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow()))
                    .ifPresent(owner -> owner.candidates().add(doubt.getKey()));
        }
    }

    /** An entity without a golden record is younger than any that has one. */
    private static long oldest(Set<Long> candidates, Map<Long, Long> ages) {
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
        members.move(moved);
        members.merge(merged, regrouped);
        return regrouped;
    }
}
