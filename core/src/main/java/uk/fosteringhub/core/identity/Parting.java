package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Ids;

/**
 * How an entity falls apart: which contributions go with which part, and which hub id each part has.
 *
 * @param keeper position of the part that keeps the entity's hub id, or {@link #NOBODY}
 * @param ids by part
 * @param moves of contributions that do not stay
 * @param formerIds hub ids that lead to the entity, and the part to which they belong
 */
record Parting(int keeper, List<Long> ids, List<EntityMembers.Move> moves, Map<Long, Integer> formerIds) {

    /** A target has the entity, and nobody knows for which part: the hub id stays with the target's key alone. */
    static final int NOBODY = -1;

    static Parting of(
            Connection connection, EntityMembers members, Founders founders, long entity, List<Set<Reference>> parts)
            throws SQLException {
        EntityMembers.Held held = members.of(List.of(entity));
        Map<EntityMembers.Member, Long> origins = members.origins(entity, held.members());
        List<Founders.TargetKey> targetKeys = founders.targetKeys(members, List.of(entity), held);
        Map<Reference, Integer> partOf = partOf(held, origins, parts, targetKeys);
        boolean answered = targetKeys.stream().anyMatch(key -> key.isOf(entity));
        Optional<Integer> toldOf = answered || founders.told(entity)
                ? Founders.place(founders.of(entity, entity), founder -> Optional.ofNullable(partOf.get(founder)))
                : Optional.empty();
        int keeper = toldOf.orElseGet(() -> answered ? NOBODY : largest(held, origins, partOf, parts));
        Map<Long, Integer> former = new TreeMap<>();
        for (long id : members.redirectsTo(entity)) {
            onlyPart(id, held, origins, partOf).ifPresent(part -> former.put(id, part));
        }
        Map<Long, Long> ages = members.ages(List.copyOf(former.keySet()));
        List<Long> ids = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            ids.add(part == keeper ? entity : id(connection, part, former, ages));
        }
        List<EntityMembers.Move> moves = new ArrayList<>();
        for (EntityMembers.Member member : held.members()) {
            int part = partOf.getOrDefault(member.name(), keeper);
            if (part != keeper) {
                moves.add(new EntityMembers.Move(member, ids.get(part)));
            }
        }
        return new Parting(keeper, List.copyOf(ids), moves, former);
    }

    /** Hub ids that led to the entity and lead to a part now. */
    List<Long> redirects(int part) {
        return formerIds.entrySet().stream()
                .filter(former -> former.getValue() == part)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Names that no part has go with those that say them, targets' keys with the record for which the target made what it has,
     * else with those that came with them; others stay.
     */
    private static Map<Reference, Integer> partOf(
            EntityMembers.Held held,
            Map<EntityMembers.Member, Long> origins,
            List<Set<Reference>> parts,
            List<Founders.TargetKey> targetKeys) {
        Groups<Object> groups = new Groups<>();
        for (int one = 0; one < parts.size(); one++) {
            for (int other = 0; other < one; other++) {
                groups.keepApart(one, other);
            }
            for (Reference name : parts.get(one)) {
                groups.join(name, one);
            }
        }
        held.links().forEach(link -> groups.join(link.name(), link.otherName()));
        targetKeys.forEach(key -> Founders.join(groups, key.name(), key.founders()));
        origins.forEach((member, origin) -> groups.join(member.name(), "from " + origin));
        Map<Reference, Integer> partOf = new HashMap<>();
        for (EntityMembers.Member member : held.members()) {
            for (int part = 0; part < parts.size(); part++) {
                if (groups.together(member.name(), part)) {
                    partOf.put(member.name(), part);
                }
            }
        }
        return partOf;
    }

    private static int largest(
            EntityMembers.Held held,
            Map<EntityMembers.Member, Long> origins,
            Map<Reference, Integer> partOf,
            List<Set<Reference>> parts) {
        int[] come = new int[parts.size()];
        int[] always = new int[parts.size()];
        for (EntityMembers.Member member : held.members()) {
            Integer part = partOf.get(member.name());
            if (part != null && member.come()) {
                come[part]++;
                always[part] += origins.containsKey(member) ? 0 : 1;
            }
        }
        return java.util.stream.IntStream.range(0, parts.size())
                .boxed()
                .max(Comparator.comparing((Integer part) -> come[part])
                        .thenComparing(part -> always[part])
                        .thenComparing(part -> firstName(parts.get(part)), Comparator.reverseOrder()))
                .orElseThrow(() -> new IllegalArgumentException("an entity falls apart into at least two parts"));
    }

    private static String firstName(Set<Reference> part) {
        return part.stream()
                .map(Reference::toString)
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    /** The part that has everything an earlier entity had; empty if it is in several, or gone. */
    private static Optional<Integer> onlyPart(
            long id, EntityMembers.Held held, Map<EntityMembers.Member, Long> origins, Map<Reference, Integer> partOf) {
        Set<Integer> found = new HashSet<>();
        for (EntityMembers.Member member : held.members()) {
            if (member.come() && Long.valueOf(id).equals(origins.get(member))) {
                found.add(partOf.getOrDefault(member.name(), -1));
            }
        }
        return found.size() == 1 && !found.contains(-1) ? found.stream().findFirst() : Optional.empty();
    }

    private static long id(Connection connection, int part, Map<Long, Integer> former, Map<Long, Long> ages)
            throws SQLException {
        Set<Long> own = new HashSet<>();
        former.forEach((id, of) -> {
            if (of == part) {
                own.add(id);
            }
        });
        return own.isEmpty() ? Ids.entities(connection, 1)[0] : Regrouping.oldest(own, ages);
    }
}
