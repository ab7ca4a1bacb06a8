package uk.fosteringhub.core.sync;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.golden.Remaking;
import uk.fosteringhub.core.golden.RestrictedFlag;
import uk.fosteringhub.core.golden.Waiting;
import uk.fosteringhub.core.identity.Linker;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Awaited;
import uk.fosteringhub.core.store.ChangeLog;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.CopyText;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.core.store.GoldenStore;
import uk.fosteringhub.core.store.References;

/**
 * One transaction of the way: link, merge, store, record changes, note failures, count. Everything it writes is in the same
 * commit, so after a crash a chunk has either happened or not.
 */
final class ChunkWriter {
    private final FeedContext context;
    private final RecordType type;
    private final Merge merge;
    private final Linker linker;
    private final Linker.Lookup lookup;

    ChunkWriter(FeedContext context, Merge merge, Linker linker, Linker.Lookup lookup) {
        this.context = context;
        this.type = context.mapping().recordType();
        this.merge = merge;
        this.linker = linker;
        this.lookup = lookup;
    }

    Counts write(Connection connection, Chunk chunk) throws SQLException {
        lock(connection, lookup);
        Counts counts = new Counts();
        Instant now = CanonicalJson.micros(Instant.now());
        References references = new References(connection, context.feedId(), context.delivery());
        ChangeLog changeLog = new ChangeLog(connection, type, context.delivery(), context.targets());
        Linker.Linked linked = linker.link(connection, batch(chunk), lookup);
        Contributions contributions = new Contributions(connection, type);

        List<Contributions.Said> saidAnew = new ArrayList<>();
        List<Contributions.Said> saidAgain = new ArrayList<>();
        List<Contributions.Said> alone = new ArrayList<>();
        List<Contributions.Said> saidOfPersons = new ArrayList<>();
        Map<Long, String> toMerge = new HashMap<>();
        for (Chunk.Mapped item : chunk.mapped) {
            CanonicalRecord record = item.record();
            Contributions.Stored stored = linked.stored().get(record.key());
            boolean same = stored != null && sameAsStored(record, stored);
            if (stored != null && (stored.isNewerThan(record) || same && !newer(record, stored))) {
                counts.unchanged += item.rows();
                continue;
            }
            long entity = linked.entityOf(record.key());
            Contributions.Said said =
                    new Contributions.Said(record.key(), entity, item.line(), record.modifiedAt(), record.values());
            if (stored == null) {
                saidAnew.add(said);
            } else {
                saidAgain.add(said);
            }
            if (!same) {
                saidOfPersons.add(said);
            }
            if (linked.isNew(record.key())) {
                alone.add(said);
            } else {
                toMerge.put(entity, context.causeOf(record.key()));
            }
            if (same) {
                counts.unchanged += item.rows();
            } else if (stored == null || stored.state() == 'x') {
                counts.added += item.rows();
            } else {
                counts.changed += item.rows();
            }
        }
        linked.regrouped().forEach((entity, key) -> toMerge.putIfAbsent(entity, context.causeOf(key)));
        Set<Long> awaited = awaited(connection, chunk, linked);
        contributions.insert(context.source(), context.feedId(), context.delivery(), saidAnew);
        contributions.upsert(context.source(), context.feedId(), context.delivery(), saidAgain);
        for (Contributions.Said said : new FailedRestrictions(connection, context, contributions).take(chunk.failed)) {
            saidOfPersons.add(said);
            toMerge.put(said.entity(), context.causeOf(said.key()));
        }
        create(connection, alone, references, changeLog, now);
        Remaking remaking = context.remaking(connection, merge, references, now);
        remaking.of(type, toMerge, new Waiting(awaited, Awaited.among(connection, awaited)));
        remaking.sayAwaited(type, knownElsewhere(chunk, linked));
        Map<Long, String> moved = new HashMap<>();
        linked.regrouped().forEach((entity, key) -> moved.put(entity, context.causeOf(key)));
        remaking.referringTo(type, moved);
        CopyText notes = context.notes()
                .said(connection, type, context.source(), saidOfPersons, linked.stored(), context.news());
        remember(connection, chunk.mapped, notes);
        FailureLog failures = new FailureLog(connection, context.feed().name(), context.payloads());
        failures.write(
                context.delivery(),
                context.run(),
                chunk.failed.stream().map(Chunk.Failed::record).toList());
        failures.writeUnmapped(chunk.unmapped);
        chunk.unmapped.values().forEach(count -> counts.unknownCodes += count);
        for (Chunk.Failed failed : chunk.failed) {
            counts.failed += failed.failedRows();
            counts.held += failed.rows() - failed.failedRows();
        }
        return counts;
    }

    /** Comes before anything is looked up of entities; {@link #write} has it by itself, and once more does no harm. */
    static void lock(Connection connection, Linker.Lookup lookup) throws SQLException {
        if (lookup == Linker.Lookup.ALONE) {
            EntityLock.alone(connection);
        } else {
            EntityLock.shared(connection);
        }
    }

    /** To be asked before anything is written; in the same transaction. */
    OthersResults othersResults() {
        return new OthersResults(context, lookup);
    }

    /** Persons of whom a system that restricts some tells for the first time. */
    private Set<Long> awaited(Connection connection, Chunk chunk, Linker.Linked linked) throws SQLException {
        if (!context.mapping().tellsRestricted()) {
            return Set.of();
        }
        Set<Long> awaited = new TreeSet<>();
        List<Long> knownToOthers = new ArrayList<>();
        for (Chunk.Mapped item : chunk.mapped) {
            String key = item.record().key();
            Contributions.Stored stored = linked.stored().get(key);
            if (stored == null && !linked.isNew(key)) {
                knownToOthers.add(linked.entityOf(key));
            } else if (stored != null && stored.state() == 'x') {
                awaited.add(stored.entity());
            }
        }
        awaited.addAll(Awaited.among(connection, knownToOthers));
        return awaited;
    }

    /** Persons who may have a name in another system by now, that has yet to tell of them. */
    private Map<Long, String> knownElsewhere(Chunk chunk, Linker.Linked linked) {
        Map<Long, String> persons = new HashMap<>();
        if (type.equals(RecordTypes.PERSON)) {
            for (Chunk.Mapped item : chunk.mapped) {
                if (!item.record().otherNames().isEmpty()) {
                    String key = item.record().key();
                    persons.put(linked.entityOf(key), context.causeOf(key));
                }
            }
        }
        return persons;
    }

    /** Entities that only this record speaks of: their golden record is what it says. */
    private void create(
            Connection connection,
            List<Contributions.Said> said,
            References references,
            ChangeLog changeLog,
            Instant now)
            throws SQLException {
        References.Resolved resolved = references.resolve(
                type, said.stream().map(Contributions.Said::values).toList());
        List<GoldenStore.Version> created = new ArrayList<>(said.size());
        List<ChangeLog.Change> changes = new ArrayList<>(said.size());
        SortedMap<Long, String> restricted = new TreeMap<>();
        Map<Long, String> causes = new HashMap<>();
        for (Contributions.Said one : said) {
            causes.put(one.entity(), context.causeOf(one.key()));
            Golden golden = merge.of(
                    type,
                    List.of(new Contribution(
                            context.feed().system(),
                            context.mapping().keyspace(),
                            one.key(),
                            one.modifiedAt(),
                            resolved.in(one.values()))));
            created.add(new GoldenStore.Version(one.entity(), 1, golden, now, false, now));
            if (RestrictedFlag.of(type, golden.values())) {
                restricted.put(one.entity(), causes.get(one.entity()));
            }
            changes.add(ChangeLog.Change.created(one.entity(), causes.get(one.entity()), now));
        }
        changeLog.write(changes, List.of(new GoldenStore(connection, type).created(created)));
        // Others may have referred to them before they came.
        RestrictedAgain restrictedAgain = context.restrictedAgain(connection);
        for (long entity : restrictedAgain.leadingThere(type, causes.keySet())) {
            restricted.put(entity, causes.get(entity));
        }
        restrictedAgain.say(type, restricted, now);
    }

    private static boolean newer(CanonicalRecord record, Contributions.Stored stored) {
        return record.modifiedAt().isPresent() && !record.modifiedAt().equals(stored.modifiedAt());
    }

    private static boolean sameAsStored(CanonicalRecord record, Contributions.Stored stored) {
        return stored.state() == 'a' && CanonicalJson.same(record.values(), stored.values());
    }

    private Linker.Batch batch(Chunk chunk) {
        List<CanonicalRecord> records =
                chunk.mapped.stream().map(Chunk.Mapped::record).toList();
        return new Linker.Batch(
                context.source(),
                context.sources(),
                context.feedId(),
                context.delivery(),
                records.stream().map(CanonicalRecord::key).sorted().toList(),
                context.mapping().otherKeyspaces().isEmpty() ? List.of() : records);
    }

    /**
     * So that the next delivery skips these records if they look the same.
     *
     * @param others goes with it
     */
    private void remember(Connection connection, List<Chunk.Mapped> items, CopyText others) throws SQLException {
        CopyText unknown = new CopyText("hub.source_record (feed_id, key, hash, delivery_id)");
        List<String> keys = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (Chunk.Mapped item : items) {
            if (item.hash() == null) {
                continue;
            }
            if (item.known()) {
                keys.add(item.record().key());
                hashes.add(item.hash().toString());
            } else {
                unknown.add(context.feedId())
                        .add(item.record().key())
                        .add(item.hash())
                        .add(context.delivery())
                        .endRow();
            }
        }
        CopyText.write(connection, List.of(others, unknown));
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.source_record r set hash = n.hash::uuid, delivery_id = ?
                from unnest(?::text[], ?::text[]) as n (key, hash)
                where r.feed_id = ? and r.key = n.key""")) {
            Array keyArray = connection.createArrayOf("text", keys.toArray());
            Array hashArray = connection.createArrayOf("text", hashes.toArray());
            update.setLong(1, context.delivery());
            update.setArray(2, keyArray);
            update.setArray(3, hashArray);
            update.setInt(4, context.feedId());
            update.executeUpdate();
        }
    }

    /** What became of the rows of a chunk. */
    static final class Counts {
        long added;
        long changed;
        long unchanged;
        long failed;
        long held;
        /** Not rows: codes that no table knows. */
        long unknownCodes;

        void add(Counts other) {
            added += other.added;
            changed += other.changed;
            unchanged += other.unchanged;
            failed += other.failed;
            held += other.held;
            unknownCodes += other.unknownCodes;
        }
    }
}
