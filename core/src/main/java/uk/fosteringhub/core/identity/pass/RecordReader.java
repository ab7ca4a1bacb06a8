package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.person.BirthDate;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Together;

/**
 * Reads person records as their sources say them. A person has the addresses and telephone numbers that the same source
 * keeps as records of their own.
 */
final class RecordReader {
    private static final String[] PERSON_PHONES = {"phone_home", "phone_mobile", "phone_work"};

    private static final String CONTRIBUTIONS = """
            select c.source_id, c.key, c.entity_id, s.system, s.keyspace, s.record_type, c.body
            from unnest(?::smallint[], ?::text[]) as wanted (source_id, key)
            cross join lateral (
                select c.* from hub.contribution c
                where c.source_id = wanted.source_id and c.key = wanted.key and c.state = 'a' offset 0) c
            join hub.source s on s.id = c.source_id""";

    private final Connection connection;

    RecordReader(Connection connection) {
        this.connection = connection;
    }

    private record Read(
            int place,
            PersonRecord name,
            RecordType type,
            long entity,
            String reference,
            String label,
            String system,
            Object[] values) {
        String text(String field) {
            return values[type.indexOf(field)] instanceof String text ? text : "";
        }

        Optional<Instant> at() {
            String field = type.equals(RecordTypes.ENQUIRY) ? "enquired_at" : "occurred_at";
            return type.has(field) && values[type.indexOf(field)] instanceof Instant time
                    ? Optional.of(time)
                    : Optional.empty();
        }

        boolean is(String field) {
            return Boolean.TRUE.equals(values[type.indexOf(field)]);
        }
    }

    /**
     * Those of some records that there are, and that have not ended.
     *
     * @param others are carried out before, together with the first question
     */
    Map<PersonRecord, PersonSaid> read(Collection<PersonRecord> names, Together others) throws SQLException {
        List<Read> read = new ArrayList<>();
        others.ask(
                CONTRIBUTIONS,
                row -> read.add(contribution(row, read.size())),
                Rows.sources(connection, names),
                Rows.keys(connection, names));
        others.execute();
        List<Read> persons = read.stream()
                .filter(one -> one.type().equals(RecordTypes.PERSON))
                .toList();
        Map<Integer, List<Object[]>> addresses = persons.isEmpty() ? Map.of() : about(RecordTypes.ADDRESS, persons);
        Map<Integer, List<Object[]>> phones = persons.isEmpty() ? Map.of() : about(RecordTypes.PHONE, persons);
        LocalDate today = LocalDate.now();
        Map<PersonRecord, PersonSaid> records = new TreeMap<>();
        for (Read one : read) {
            List<Object[]> lived = addresses.getOrDefault(one.place(), List.of());
            PersonDetails.Builder details = PersonDetails.named(one.label(), one.system());
            switch (one.type().name()) {
                case "person" -> person(details, one, lived, phones.getOrDefault(one.place(), List.of()));
                case "check" -> check(details, one);
                default -> enquirer(details, one);
            }
            long[] homes = lived.stream()
                    .filter(address -> isCurrent(address, today))
                    .flatMap(address -> Home.of(PostalAddresses.of(address)).stream())
                    .mapToLong(Long::longValue)
                    .sorted()
                    .distinct()
                    .toArray();
            records.put(
                    one.name(),
                    new PersonSaid(one.name(), one.type().name(), PersonFeatures.of(details.build()), one.at(), homes));
        }
        return records;
    }

    private static Read contribution(ResultSet row, int place) throws SQLException {
        RecordType type = RecordTypes.named(row.getString(6)).orElseThrow();
        String key = row.getString(2);
        String system = row.getString(4);
        String keyspace = row.getString(5);
        return new Read(
                place,
                new PersonRecord(row.getInt(1), key),
                type,
                row.getLong(3),
                keyspace + ":" + key,
                Contribution.name(system, keyspace, key),
                system,
                CanonicalJson.read(type, row.getString(7)));
    }

    /**
     * What records of another type say that refer to some persons, by the place of the person. The order of looking up is
     * laid down: after a first load the planner knows nothing of the tables yet, and would go through all of them.
     */
    private Map<Integer, List<Object[]>> about(RecordType type, List<Read> persons) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select p.place, c.body
                from unnest(?::int[], ?::bigint[], ?::text[]) as p (place, entity, reference)
                cross join lateral (select g.id from fostering.%s g where g.person = p.entity offset 0) g
                cross join lateral (
                    select c.source_id, c.key, c.body from hub.contribution c
                    where c.entity_id = g.id and c.state = 'a' offset 0) c
                where c.body ->> 'person' = p.reference
                order by p.place, c.source_id, c.key""".formatted(type.name()))) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", persons.stream().map(Read::place).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", persons.stream().map(Read::entity).toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "text", persons.stream().map(Read::reference).toArray()));
            Map<Integer, List<Object[]>> found = new TreeMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getInt(1), place -> new ArrayList<>())
                            .add(CanonicalJson.read(type, rows.getString(2)));
                }
            }
            return found;
        }
    }

    private static void person(
            PersonDetails.Builder details, Read one, List<Object[]> addresses, List<Object[]> phones) {
        details.title(one.text("title"))
                .given(one.text("given_name"))
                .middle(one.text("middle_names"))
                .family(one.text("family_name"))
                .fullName(one.text("full_name"))
                .gender(one.text("gender"))
                .nhsNumber(one.text("nhs_number"))
                .restricted(one.is("restricted"));
        if (!one.text("previous_family_name").isEmpty()) {
            details.previousFamily(one.text("previous_family_name"));
        }
        // A date that was only estimated is nobody's date of birth.
        if (!one.is("birth_date_estimated")) {
            details.birthDate(day(one.values()[one.type().indexOf("birth_date")]));
        }
        for (String field : PERSON_PHONES) {
            details.phone(one.text(field));
        }
        details.email(one.text("email"));
        for (Object[] phone : phones) {
            if (phone[RecordTypes.PHONE.indexOf("number")] instanceof String number) {
                details.phone(number);
            }
        }
        for (Object[] address : addresses) {
            PostalAddresses.of(address).ifPresent(lived -> details.address(lived.lines(), lived.postcode()));
        }
    }

    private static void check(PersonDetails.Builder details, Read one) {
        details.given(one.text("certificate_given_name"))
                .family(one.text("certificate_family_name"))
                .nhsNumber(one.text("nhs_number"))
                .birthDate(day(one.values()[one.type().indexOf("birth_date")]));
    }

    /** Whoever enquires, or was reached by a touchpoint. */
    private static void enquirer(PersonDetails.Builder details, Read one) {
        details.given(one.text("given_name"))
                .family(one.text("family_name"))
                .email(one.text("email"))
                .phone(one.text("phone"))
                .address(List.of(), one.text("postcode"));
    }

    private static Optional<BirthDate> day(Object value) {
        return value instanceof LocalDate day ? Optional.of(BirthDate.of(day)) : Optional.empty();
    }

    private static boolean isCurrent(Object[] address, LocalDate today) {
        return !(address[RecordTypes.ADDRESS.indexOf("ended_on")] instanceof LocalDate ended) || ended.isAfter(today);
    }
}
