package uk.fosteringhub.core.checks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Contributions;

/**
 * Tells results of checks that were sent under the reference, or with a number, of another person's check: two references
 * interchanged, or one mistyped, would make somebody's result somebody else's. Whose a check is, is what others say of it
 * than the record itself, which may have been wrong before and be right now.
 */
public final class ResultOfAnother {
    private static final List<String> WHOSE =
            List.of("person", "birth_date", "certificate_given_name", "certificate_family_name");

    private final Connection connection;
    private final RecordMapping mapping;
    private final String system;

    /** @param system whose results they are */
    public ResultOfAnother(Connection connection, RecordMapping mapping, String system) {
        this.connection = connection;
        this.mapping = mapping;
        this.system = system;
    }

    /** Whether a mapping's records can be results of another person; nothing is to be looked up for others. */
    public static boolean canBe(RecordMapping mapping, String system) {
        return mapping.recordType().equals(RecordTypes.CHECK)
                && !system.equals(HubKeys.HUB)
                && (mapping.keyspace().equals(HubKeys.HUB)
                        || mapping.otherKeyspaces().contains(HubKeys.HUB))
                && mapping.fieldNames().stream().anyMatch(WHOSE::contains);
    }

    /** What says that a result is another person's. */
    public enum Difference {
        BIRTH_DATE("birth_date", "the dates of birth differ"),
        PERSON("person", "the person's number is another's"),
        NAME("certificate_family_name", "both family name and given name differ");

        private final String field;
        private final String words;

        Difference(String field, String words) {
            this.field = field;
            this.words = words;
        }
    }

    /**
     * Why a record cannot go on, without anything personal.
     *
     * @param line where in the delivery
     */
    public MappingProblem problem(Difference difference, long line) {
        String column = mapping.fieldsByColumn().entrySet().stream()
                .filter(read ->
                        read.getValue().stream().anyMatch(field -> field.name().equals(difference.field)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return new MappingProblem(
                line,
                column,
                difference.field,
                "another-person",
                "The result was sent under the reference, or with a number, of another person's check ("
                        + difference.words
                        + "), so it was not taken. Have the sender correct the reference or the details; if both are right,"
                        + " correct the person's record, or say so in the register of certificates, and replay it",
                "");
    }

    /**
     * What shows of each record that it is another person's; empty where nothing does. To be asked before they are linked.
     *
     * @param records in the order of their coming: of two that would become one check the first says whose it is. Versions of
     *     one record say nothing of each other
     */
    public List<Optional<Difference>> of(List<CanonicalRecord> records) throws SQLException {
        Known known = Known.of(connection, records);
        Map<Reference, List<Taken>> before = new HashMap<>();
        List<Optional<Difference>> differences = new ArrayList<>();
        for (CanonicalRecord record : records) {
            Whose said = known.said(record);
            Set<Whose> ledTo = new LinkedHashSet<>();
            for (Reference name : names(record)) {
                for (long check : known.checks.getOrDefault(name, Set.of())) {
                    ledTo.add(known.without(system, record, check));
                }
                before.getOrDefault(name, List.of()).stream()
                        .filter(taken -> !taken.key().equals(record.key()))
                        .forEach(taken -> ledTo.addAll(taken.whose()));
            }
            Optional<Difference> difference = ledTo.stream()
                    .flatMap(whose -> said.difference(known.of(said.persons), whose).stream())
                    .findFirst();
            differences.add(difference);
            if (difference.isEmpty()) {
                ledTo.add(said);
                names(record).forEach(name -> before.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(new Taken(record.key(), ledTo)));
            }
        }
        return differences;
    }

    /** Whose the check is that a record would go to. */
    private record Taken(String key, Set<Whose> whose) {}

    private static Set<Reference> names(CanonicalRecord record) {
        Set<Reference> names = new LinkedHashSet<>(record.otherNames());
        names.add(record.name());
        return names;
    }

    /** What the store knows of the checks and persons that some records lead to. */
    private record Known(
            Map<Reference, Set<Long>> checks,
            Map<Long, Contributions.Spoken> ofChecks,
            Map<Reference, Set<Long>> persons,
            Map<Long, Contributions.Spoken> ofPersons) {

        static Known of(Connection connection, List<CanonicalRecord> records) throws SQLException {
            Set<Reference> names = new HashSet<>();
            Set<Reference> persons = new HashSet<>();
            for (CanonicalRecord record : records) {
                names.addAll(names(record));
                person(record.values()).ifPresent(persons::add);
            }
            Map<Reference, Set<Long>> checks = entities(connection, RecordTypes.CHECK, names);
            Map<Long, Contributions.Spoken> ofChecks = spoken(connection, RecordTypes.CHECK, checks);
            ofChecks.values().forEach(check -> all(check)
                    .forEach(one -> person(one.values()).ifPresent(persons::add)));
            Map<Reference, Set<Long>> entities = entities(connection, RecordTypes.PERSON, persons);
            return new Known(checks, ofChecks, entities, spoken(connection, RecordTypes.PERSON, entities));
        }

        /** What a result itself says. */
        Whose said(CanonicalRecord record) {
            Whose said = new Whose();
            said.addCheck(record.values());
            person(record.values()).ifPresent(person -> said.persons.addAll(told(person)));
            return said;
        }

        /** Whose a check is by all that others say. What the hub makes of a result's own details is no other word. */
        Whose without(String system, CanonicalRecord record, long check) {
            Whose whose = new Whose();
            for (Contribution one : all(ofChecks.getOrDefault(check, Contributions.Spoken.NOTHING))) {
                boolean own = one.system().equals(system)
                        && one.keyspace().equals(record.keyspace())
                        && one.key().equals(record.key());
                if (!own && !one.keyspace().equals(HubKeys.IDENTITY)) {
                    whose.addCheck(one.values());
                    person(one.values()).ifPresent(person -> whose.persons.addAll(told(person)));
                }
            }
            whose.add(of(whose.persons));
            return whose;
        }

        /** The details of some persons. */
        Whose of(Set<Long> some) {
            Whose whose = new Whose();
            some.forEach(person -> all(ofPersons.get(person)).forEach(one -> whose.addPerson(one.values())));
            return whose;
        }

        /** Persons that a reference leads to and of whom some system has told. */
        private Set<Long> told(Reference person) {
            Set<Long> told = new HashSet<>(persons.getOrDefault(person, Set.of()));
            told.retainAll(ofPersons.keySet());
            return told;
        }

        private static Optional<Reference> person(Object[] check) {
            return Optional.ofNullable((Reference) check[RecordTypes.CHECK.indexOf("person")]);
        }

        private static List<Contribution> all(Contributions.Spoken spoken) {
            List<Contribution> all = new ArrayList<>(spoken.active());
            all.addAll(spoken.ended());
            return all;
        }

        private static Map<Reference, Set<Long>> entities(
                Connection connection, RecordType type, Set<Reference> references) throws SQLException {
            Map<Reference, Set<Long>> found = new HashMap<>();
            if (references.isEmpty()) {
                return found;
            }
            try (PreparedStatement query = connection.prepareStatement("""
                    select n.keyspace, n.key, c.entity_id from unnest(?::text[], ?::text[]) as n (keyspace, key)
                    join hub.source s on s.keyspace = n.keyspace and s.record_type = ?
                    join hub.contribution c on c.source_id = s.id and c.key = n.key""")) {
                query.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                references.stream().map(Reference::keyspace).toArray()));
                query.setArray(
                        2,
                        connection.createArrayOf(
                                "text", references.stream().map(Reference::key).toArray()));
                query.setString(3, type.name());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.computeIfAbsent(
                                        new Reference(rows.getString(1), rows.getString(2)), first -> new HashSet<>())
                                .add(rows.getLong(3));
                    }
                }
            }
            return found;
        }

        private static Map<Long, Contributions.Spoken> spoken(
                Connection connection, RecordType type, Map<Reference, Set<Long>> entities) throws SQLException {
            List<Long> wanted =
                    entities.values().stream().flatMap(Set::stream).distinct().toList();
            return wanted.isEmpty() ? Map.of() : new Contributions(connection, type).of(wanted, true);
        }
    }
}
