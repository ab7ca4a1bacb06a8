package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.identity.Linker.Batch;
import uk.fosteringhub.core.identity.Linker.Linked;
import uk.fosteringhub.core.identity.Linker.Lookup;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Contributions;

/**
 * Links records that say under which keys other systems know them. All names that are said to be the same, by whomever and
 * in whatever order, are one entity; a name that has not come yet is claimed for it.
 */
final class OtherNames {
    private final Connection connection;
    private final RecordType type;
    private final Batch batch;
    private final Map<String, List<Integer>> sources = new TreeMap<>();

    OtherNames(Connection connection, RecordType type, Batch batch) {
        this.connection = connection;
        this.type = type;
        this.batch = batch;
    }

    /**
     * @param stored what the source said before, by key
     * @param elsewhere entities that other sources know by the same key
     */
    Linked link(Map<String, Contributions.Stored> stored, Map<String, Long> elsewhere, Lookup lookup)
            throws SQLException {
        List<CanonicalRecord> speaking = speaking(stored);
        Set<String> taken = new NamesSaid(connection, batch, this::ownSource)
                .replace(speaking, lookup != Lookup.NOTHING_KNOWN && !stored.isEmpty());
        Map<Reference, Long> known = knownByOtherNames(speaking);
        for (CanonicalRecord record : batch.named()) {
            Contributions.Stored before = stored.get(record.key());
            Long entity = before != null ? Long.valueOf(before.entity()) : elsewhere.get(record.key());
            if (entity != null) {
                known.put(record.name(), entity);
            }
        }
        Regrouping regrouping = new Regrouping(connection, type);
        batch.named().forEach(record -> regrouping.name(record.name()));
        speaking.forEach(record -> record.otherNames().forEach(name -> regrouping.same(record.name(), name)));
        Map<Long, String> doubted = new TreeMap<>();
        taken.forEach(key -> doubted.put(stored.get(key).entity(), key));
        Map<Reference, Long> entities = regrouping.decide(known, doubted);
        if (regrouping.moves() && lookup != Lookup.ALONE) {
            throw new SQLException("contributions move to other entities, which is done alone", "40001");
        }
        Map<Long, String> regrouped = regrouping.moves() ? regrouping.move() : Map.of();
        claim(speaking, known, entities);
        return linked(stored, entities, regrouped, regrouping.created());
    }

    /** An older version than the one that is known has no say about names either. */
    private List<CanonicalRecord> speaking(Map<String, Contributions.Stored> stored) {
        return batch.named().stream()
                .filter(record -> !stored.containsKey(record.key())
                        || !stored.get(record.key()).isNewerThan(record))
                .toList();
    }

    private Map<Reference, Long> knownByOtherNames(List<CanonicalRecord> speaking) throws SQLException {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (CanonicalRecord record : speaking) {
            for (Reference name : record.otherNames()) {
                wanted.computeIfAbsent(name.keyspace(), keyspace -> new TreeSet<>())
                        .add(name.key());
            }
        }
        Map<Reference, Long> known = new HashMap<>();
        for (var ofKeyspace : wanted.entrySet()) {
            Map<String, Long> found = new HashMap<>();
            for (int source : sourcesOf(ofKeyspace.getKey())) {
                SourceKeyLinker.known(connection, source, ofKeyspace.getValue(), found);
            }
            found.forEach((key, entity) -> known.put(new Reference(ofKeyspace.getKey(), key), entity));
        }
        return known;
    }

    /** Names that nobody has told of yet: other records' and, where the keys are another system's, the batch's own. */
    private void claim(List<CanonicalRecord> speaking, Map<Reference, Long> known, Map<Reference, Long> entities)
            throws SQLException {
        Map<Integer, TreeMap<String, Long>> claims = new TreeMap<>();
        for (CanonicalRecord record : speaking) {
            List<Reference> names = new ArrayList<>(record.otherNames());
            if (batch.borrowsKeys()) {
                names.add(record.name());
            }
            for (Reference name : names) {
                if (!known.containsKey(name)) {
                    claims.computeIfAbsent(ownSource(name.keyspace()), source -> new TreeMap<>())
                            .put(name.key(), entities.get(name));
                }
            }
        }
        for (var ofSource : claims.entrySet()) {
            Claims.claim(connection, batch, ofSource.getKey(), ofSource.getValue());
        }
    }

    private Linked linked(
            Map<String, Contributions.Stored> stored,
            Map<Reference, Long> entities,
            Map<Long, String> regrouped,
            Set<Long> fresh) {
        Map<Long, Integer> speakers = new HashMap<>();
        batch.named().forEach(record -> speakers.merge(entities.get(record.name()), 1, Integer::sum));
        Map<String, Contributions.Stored> known = new HashMap<>();
        Map<String, Long> elsewhere = new HashMap<>();
        Map<String, Long> created = new HashMap<>();
        for (CanonicalRecord record : batch.named()) {
            String key = record.key();
            long entity = entities.get(record.name());
            if (stored.containsKey(key)) {
                known.put(key, stored.get(key).of(entity));
            } else if (fresh.contains(entity) && speakers.get(entity) == 1) {
                created.put(key, entity);
            } else {
                elsewhere.put(key, entity);
            }
        }
        return new Linked(known, elsewhere, created, regrouped);
    }

    /** The source of the system whose keys these are. */
    private int ownSource(String keyspace) throws SQLException {
        return sourcesOf(keyspace).get(0);
    }

    private List<Integer> sourcesOf(String keyspace) throws SQLException {
        List<Integer> known = sources.get(keyspace);
        if (known == null) {
            known = Catalogue.sourcesOf(connection, keyspace, type.name());
            sources.put(keyspace, known);
        }
        return known;
    }
}
