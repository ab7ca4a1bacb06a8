package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.golden.Remaking;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.HubWords;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.References;

/**
 * What the hub itself says about whose an enquiry, a check or a touchpoint is, and of which enquiry a touchpoint is: a
 * contribution of the system {@code hub} for each record, in a keyspace of its own, so that golden records follow from
 * contributions here too, and taking it back is ending it. It is worked out from the links in force each time, so nothing
 * depends on the order in which they came. Where a source says it, the hub is silent.
 */
public final class SaidByHub implements HubWords {
    private static final long NO_DELIVERY = 0;

    private final Merge merge;
    private final Function<RecordType, List<String>> changesGoTo;

    /** @param changesGoTo who gets the changes of records of a type */
    public SaidByHub(Merge merge, Function<RecordType, List<String>> changesGoTo) {
        this.merge = merge;
        this.changesGoTo = changesGoTo;
    }

    /** A word as it is, or is to be; of no value at all it is not said. */
    private record Word(Optional<Reference> person, Optional<Reference> enquiry) {
        private static final Word NONE = new Word(Optional.empty(), Optional.empty());

        Object[] values(RecordType type) {
            Object[] values = new Object[type.fields().size()];
            person.ifPresent(reference -> values[type.indexOf("person")] = reference);
            enquiry.ifPresent(reference -> values[type.indexOf("enquiry")] = reference);
            return values;
        }

        static Word of(RecordType type, Object[] values) {
            return new Word(reference(type, values, "person"), reference(type, values, "enquiry"));
        }

        private static Optional<Reference> reference(RecordType type, Object[] values, String field) {
            return type.has(field) && values[type.indexOf(field)] instanceof Reference reference
                    ? Optional.of(reference)
                    : Optional.empty();
        }
    }

    @Override
    public void say(Connection connection, PersonRecord of, PersonRecord person, String cause) throws SQLException {
        again(connection, List.of(of, person), cause);
    }

    @Override
    public void takeBack(Connection connection, PersonRecord of, PersonRecord person, String cause)
            throws SQLException {
        again(connection, List.of(of, person), cause);
    }

    /**
     * Works out what the hub says of some records, and of all that are linked with them.
     *
     * @param cause what the changes name
     * @return the records of which it says something else than before
     */
    Set<PersonRecord> again(Connection connection, Collection<PersonRecord> records, String cause) throws SQLException {
        LinkedRecords linked = LinkedRecords.with(connection, records);
        Map<RecordType, Map<PersonRecord, Word>> wanted = new TreeMap<>(BY_NAME);
        for (LinkedRecords.Node node : linked.speakers()) {
            Word word = node.active()
                    ? new Word(
                            linked.personOf(node),
                            node.type().has("enquiry") ? linked.enquiryOf(node) : Optional.empty())
                    : Word.NONE;
            wanted.computeIfAbsent(node.type(), type -> new TreeMap<>()).put(node.record(), word);
        }
        Set<PersonRecord> changed = new HashSet<>();
        for (Map.Entry<RecordType, Map<PersonRecord, Word>> ofType : wanted.entrySet()) {
            changed.addAll(write(connection, ofType.getKey(), ofType.getValue(), linked, cause));
        }
        return changed;
    }

    private Set<PersonRecord> write(
            Connection connection, RecordType type, Map<PersonRecord, Word> wanted, LinkedRecords linked, String cause)
            throws SQLException {
        int source = Catalogue.source(connection, HubKeys.HUB, HubKeys.IDENTITY, type.name());
        Map<String, Word> before = said(connection, type, source, wanted.keySet(), linked);
        List<Contributions.Said> said = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        Map<Long, String> causes = new TreeMap<>();
        Set<PersonRecord> changed = new HashSet<>();
        for (Map.Entry<PersonRecord, Word> one : wanted.entrySet()) {
            LinkedRecords.Node node = linked.node(one.getKey());
            Word word = one.getValue();
            if (word.equals(before.getOrDefault(node.label(), Word.NONE))) {
                continue;
            }
            changed.add(one.getKey());
            causes.put(node.entity(), cause);
            if (word.equals(Word.NONE)) {
                ended.add(node.label());
            } else {
                said.add(new Contributions.Said(node.label(), node.entity(), 0, Optional.empty(), word.values(type)));
                sameAs(connection, source, node);
            }
        }
        Contributions contributions = new Contributions(connection, type);
        contributions.upsert(source, Catalogue.feed(connection, EntityMoves.FEED), NO_DELIVERY, said);
        if (!ended.isEmpty()) {
            ended.sort(null);
            contributions.end(source, ended, NO_DELIVERY);
        }
        remake(connection, type, causes);
        return changed;
    }

    private static Map<String, Word> said(
            Connection connection, RecordType type, int source, Collection<PersonRecord> records, LinkedRecords linked)
            throws SQLException {
        Map<String, Word> said = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select key, body from hub.contribution where source_id = ? and key = any(?) and state = 'a'")) {
            query.setInt(1, source);
            query.setArray(2, Rows.texts(connection, records.stream().map(record -> linked.node(record)
                    .label())));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    said.put(rows.getString(1), Word.of(type, CanonicalJson.read(type, rows.getString(2))));
                }
            }
        }
        return said;
    }

    /** So that the word goes with its record, whatever becomes of the entity. */
    private static void sameAs(Connection connection, int source, LinkedRecords.Node node) throws SQLException {
        int own = Catalogue.sourcesOf(
                        connection, node.name().keyspace(), node.type().name())
                .get(0);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.other_name (source_id, key, other_source_id, other_key) values (?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setInt(1, source);
            insert.setString(2, node.label());
            insert.setInt(3, own);
            insert.setString(4, node.name().key());
            insert.executeUpdate();
        }
    }

    private void remake(Connection connection, RecordType type, Map<Long, String> causes) throws SQLException {
        if (causes.isEmpty()) {
            return;
        }
        References references = new References(connection, Catalogue.feed(connection, EntityMoves.FEED), NO_DELIVERY);
        RestrictedAgain restricted =
                new RestrictedAgain(connection, NO_DELIVERY, changesGoTo.apply(RecordTypes.PERSON));
        Instant now = CanonicalJson.micros(Instant.now());
        new Remaking(connection, merge, NO_DELIVERY, changesGoTo, references, restricted, now).of(type, causes);
    }

    private static final Comparator<RecordType> BY_NAME = Comparator.comparing(RecordType::name);
}
