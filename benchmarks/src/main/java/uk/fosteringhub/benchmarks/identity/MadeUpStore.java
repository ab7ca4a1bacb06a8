package uk.fosteringhub.benchmarks.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.CopyText;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;

/** Very many made-up persons of one system with their addresses, written straight into the store. */
final class MadeUpStore {
    private static final long FIRST_PERSON = 10_000_000_000L;
    private static final long FIRST_ADDRESS = 20_000_000_000L;
    private static final int ROWS_AT_ONCE = 20_000;
    private static final int LIVE_TOGETHER = 3;
    private static final RecordType PERSON = RecordTypes.PERSON;
    private static final RecordType ADDRESS = RecordTypes.ADDRESS;

    private final Draw draw;

    MadeUpStore(long seed) {
        this.draw = new Draw(seed);
    }

    void fill(Connection connection, long persons) throws SQLException {
        int personSource = Catalogue.source(connection, "lcs", "lcs", PERSON.name());
        int addressSource = Catalogue.source(connection, "lcs", "lcs", ADDRESS.name());
        int feed = Catalogue.feed(connection, "lcs-persons");
        String columns = "hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)";
        CopyText rows = new CopyText(columns);
        CopyText addresses =
                new CopyText("fostering.address (id, version, person, provenance, valid_from, changed_at)");
        CopyText golden = new CopyText("fostering.person (id, version, provenance, valid_from, changed_at)");
        for (long number = 0; number < persons; number++) {
            row(rows, personSource, feed, Long.toString(number), FIRST_PERSON + number, PERSON, person(number));
            golden.add(FIRST_PERSON + number)
                    .add(1)
                    .add("{}")
                    .add("now")
                    .add("now")
                    .endRow();
            row(rows, addressSource, feed, Long.toString(number), FIRST_ADDRESS + number, ADDRESS, address(number));
            addresses
                    .add(FIRST_ADDRESS + number)
                    .add(1)
                    .add(FIRST_PERSON + number)
                    .add("{}")
                    .add("now")
                    .add("now")
                    .endRow();
            if ((number + 1) % ROWS_AT_ONCE == 0) {
                rows.copyTo(connection);
                golden.copyTo(connection);
                addresses.copyTo(connection);
            }
        }
        rows.copyTo(connection);
        golden.copyTo(connection);
        addresses.copyTo(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void row(
            CopyText rows, int source, int feed, String key, long entity, RecordType type, Object[] values) {
        rows.add(source)
                .add(key)
                .add(entity)
                .add(feed)
                .add(0)
                .add(1)
                .add("a")
                .add(json -> CanonicalJson.write(type, values, json))
                .endRow();
    }

    Object[] person(long number) {
        Person person = Person.of(draw, number);
        Object[] values = new Object[PERSON.fields().size()];
        values[PERSON.indexOf("given_name")] = person.given();
        values[PERSON.indexOf("family_name")] = person.family();
        values[PERSON.indexOf("birth_date")] = LocalDate.ofEpochDay(person.bornOn());
        values[PERSON.indexOf("gender")] = person.female() ? "F" : "M";
        String nhs = Identifiers.nhsNumber(number);
        if (!nhs.isEmpty()) {
            values[PERSON.indexOf("nhs_number")] = nhs;
        }
        if (!person.child()) {
            values[PERSON.indexOf("email")] = person.email();
            values[PERSON.indexOf("phone_mobile")] = Identifiers.mobile(draw.about(Stream.CONTACT, number));
        }
        return values;
    }

    String postcode(long number) {
        return Identifiers.postcode(draw.about(Stream.FAMILY, number / LIVE_TOGETHER));
    }

    private Object[] address(long number) {
        Object[] values = new Object[ADDRESS.fields().size()];
        values[ADDRESS.indexOf("person")] = new Reference("lcs", Long.toString(number));
        values[ADDRESS.indexOf("postcode")] = postcode(number);
        values[ADDRESS.indexOf("house_number")] = Integer.toString(draw.between(1, 150));
        values[ADDRESS.indexOf("street")] = "Street " + draw.below(5_000);
        return values;
    }
}
