package uk.fosteringhub.core.golden;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.differences.ToCompare;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.ChangeLog;
import uk.fosteringhub.core.store.ChangeLog.Kind;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.GoldenStore;
import uk.fosteringhub.core.store.References;

/** Computes golden records anew from what contributions say now, and writes those that came out different. */
final class Remerge {
    private final Connection connection;
    private final RecordType type;
    private final Merge merge;
    private final References references;
    private final ChangeLog changeLog;
    private final RestrictedAgain restrictedAgain;
    private final Instant now;

    Remerge(
            Connection connection,
            RecordType type,
            Merge merge,
            References references,
            ChangeLog changeLog,
            RestrictedAgain restrictedAgain,
            Instant now) {
        this.connection = connection;
        this.type = type;
        this.merge = merge;
        this.references = references;
        this.changeLog = changeLog;
        this.restrictedAgain = restrictedAgain;
        this.now = now;
    }

    /**
     * @param causes the entities with the name of the contribution that changed
     * @param waiting which of them were awaited persons
     * @param moved what they refer to, if that is why
     */
    void of(Map<Long, String> causes, Waiting waiting, Moved moved) throws SQLException {
        if (causes.isEmpty()) {
            return;
        }
        List<Long> entities = causes.keySet().stream().sorted().toList();
        GoldenStore store = new GoldenStore(connection, type);
        Map<Long, GoldenStore.Stored> stored = store.lock(entities);
        Map<Long, Contributions.Spoken> said =
                new Contributions(connection, type).of(entities, merge.hasWhatLasts(type) || !moved.isNothing());
        Set<Long> byLastWords = new TreeSet<>(said.keySet());
        byLastWords.removeIf(entity -> !isEnded(said.get(entity)) || moved.isNothing() && stored.containsKey(entity));
        References.Resolved resolved = references.resolve(
                type,
                Stream.concat(
                                said.values().stream().flatMap(spoken -> spoken.active().stream()),
                                byLastWords.stream().flatMap(entity -> said.get(entity).ended().stream()))
                        .map(Contribution::values)
                        .toList());
        Written written = new Written(waiting, moved);
        for (long entity : entities) {
            Contributions.Spoken spoken = said.getOrDefault(entity, Contributions.Spoken.NOTHING);
            Contributions.Spoken linked = new Contributions.Spoken(
                    linked(spoken.active(), resolved),
                    byLastWords.contains(entity) ? linked(spoken.ended(), resolved) : spoken.ended());
            one(entity, stored.get(entity), linked, causes, written);
        }
        Set<Long> ledThere = restrictedAgain.leadingThere(type, written.leadElsewhere);
        store.update(written.updated);
        changeLog.write(written.changes, List.of(store.created(written.created)));
        Set<Long> leadThere = restrictedAgain.leadingThere(type, written.leadElsewhere);
        for (long entity : written.leadElsewhere) {
            if (ledThere.contains(entity) != leadThere.contains(entity)) {
                written.restrictionChanged.put(entity, causes.get(entity));
            }
        }
        restrictedAgain.say(type, written.restrictionChanged, now);
        restrictedAgain.say(type, written.toldAgain, written.restrictionChanged, now);
        ToCompare.note(
                connection,
                type,
                entities.stream()
                        .filter(entity -> stored.containsKey(entity)
                                || said.getOrDefault(entity, Contributions.Spoken.NOTHING)
                                                .active()
                                                .size()
                                        > 1)
                        .toList());
    }

    private void one(
            long entity,
            GoldenStore.Stored stored,
            Contributions.Spoken said,
            Map<Long, String> causes,
            Written written) {
        boolean ended = isEnded(said);
        // Of ended records that were split off, what lasts has to be said somewhere: what led to them leads here now.
        if (stored == null && ended && !merge.lasts(type, said.ended())) {
            return;
        }
        if (stored == null) {
            Golden golden = ended ? merge.of(type, said.ended()) : golden(said);
            restriction(entity, false, RestrictedFlag.of(type, golden.values()), causes, written);
            written.leadElsewhere.add(entity);
            written.created.add(new GoldenStore.Version(entity, 1, golden, now, ended, now));
            written.changes.add(
                    ended
                            ? endedFromTheFirst(entity, golden.values(), causes.get(entity))
                            : ChangeLog.Change.created(entity, causes.get(entity), now));
            return;
        }
        // A record that its last source no longer has keeps its values: they are what was true until then.
        Golden golden = ended ? kept(stored.values(), said, written.moved) : golden(said);
        boolean otherwise = restriction(
                entity,
                RestrictedFlag.of(type, stored.values()),
                RestrictedFlag.of(type, golden.values()),
                causes,
                written);
        boolean same = CanonicalJson.same(stored.values(), golden.values());
        if (same && ended == stored.ended()) {
            if (otherwise) {
                written.toldAgain.add(entity);
            }
            return;
        }
        Kind kind = ended ? Kind.ENDED : stored.ended() ? Kind.RESTORED : Kind.CHANGED;
        int version = stored.version() + 1;
        if (leadsElsewhere(stored.values(), golden.values())) {
            written.leadElsewhere.add(entity);
        }
        written.updated.add(new GoldenStore.Version(entity, version, golden, stored.validFrom(), ended, now));
        written.changes.add(new ChangeLog.Change(
                entity,
                version,
                kind,
                Optional.of(onlyDifferent(stored.values(), golden.values())),
                Optional.of(onlyDifferent(golden.values(), stored.values())),
                causes.get(entity),
                now));
    }

    /** What the hub says of whose a record is is no record by itself. */
    private static boolean isEnded(Contributions.Spoken said) {
        return said.active().stream().allMatch(one -> one.keyspace().equals(HubKeys.IDENTITY));
    }

    private Golden kept(Object[] values, Contributions.Spoken said, Moved moved) {
        List<Contribution> words =
                Stream.concat(said.active().stream(), said.ended().stream()).toList();
        return merge.kept(type, moved.followed(type, merge, values, words), said.ended());
    }

    /** Not as created: a system that takes new records has no use for one that is over. */
    private ChangeLog.Change endedFromTheFirst(long entity, Object[] values, String cause) {
        return new ChangeLog.Change(
                entity, 1, Kind.ENDED, Optional.of(new Object[values.length]), Optional.of(values), cause, now);
    }

    /** Whether the person counts as restricted now and did not before, or the other way round. */
    private static boolean restriction(
            long entity, boolean was, boolean is, Map<Long, String> causes, Written written) {
        boolean counted = was || written.waiting.before().contains(entity);
        boolean counts = is || written.waiting.after().contains(entity);
        if (counted != counts) {
            written.restrictionChanged.put(entity, causes.get(entity));
        }
        return counted != counts;
    }

    private boolean leadsElsewhere(Object[] values, Object[] others) {
        return IntStream.range(0, values.length)
                .filter(i -> type.fields().get(i).type() == FieldType.REFERENCE)
                .anyMatch(i -> !Objects.equals(values[i], others[i]));
    }

    private static Object[] onlyDifferent(Object[] values, Object[] others) {
        Object[] different = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            different[i] = CanonicalJson.same(values[i], others[i]) ? null : values[i];
        }
        return different;
    }

    private Golden golden(Contributions.Spoken said) {
        return said.ended().isEmpty() ? merge.of(type, said.active()) : merge.of(type, said.active(), said.ended());
    }

    private static List<Contribution> linked(List<Contribution> said, References.Resolved resolved) {
        return said.stream()
                .map(one -> new Contribution(
                        one.system(), one.keyspace(), one.key(), one.modifiedAt(), resolved.in(one.values())))
                .toList();
    }

    private static final class Written {
        private final Waiting waiting;
        private final Moved moved;
        private final List<GoldenStore.Version> created = new ArrayList<>();
        private final List<GoldenStore.Version> updated = new ArrayList<>();
        private final List<ChangeLog.Change> changes = new ArrayList<>();
        private final SortedMap<Long, String> restrictionChanged = new TreeMap<>();
        /** Those of them whose record is as it was. */
        private final Set<Long> toldAgain = new TreeSet<>();
        /** Entities whose references are others than before. */
        private final List<Long> leadElsewhere = new ArrayList<>();

        Written(Waiting waiting, Moved moved) {
            this.waiting = waiting;
            this.moved = moved;
        }
    }
}
