package uk.fosteringhub.core.reveal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.failures.RawJson;
import uk.fosteringhub.core.mapping.Fragments;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.push.NotAnObject;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.store.Restricted;

/**
 * Whether rows that failed are about restricted persons, by what they say themselves: that their person is restricted, or
 * whom they refer to. What cannot be read there counts as restricted where the keys are those of a system that restricts
 * persons.
 */
final class FailedRows {
    private final Map<String, FeedSettings> feeds;
    private final Mappings mappings;
    private final Payloads payloads;
    private final ZoneId zone;
    private final Set<String> restricting;

    FailedRows(List<FeedSettings> feeds, Mappings mappings, Payloads payloads, ZoneId zone) {
        this.feeds = feeds.stream().collect(Collectors.toMap(FeedSettings::name, Function.identity()));
        this.mappings = mappings;
        this.payloads = payloads;
        this.zone = zone;
        this.restricting = mappings.restrictingKeyspaces();
    }

    /**
     * A row as it is kept.
     *
     * @param raw sealed
     */
    record Row(String feed, String key, String step, String raw) {

        /** The row may be personal. */
        @Override
        public String toString() {
            return "Row[" + feed + "]";
        }
    }

    boolean concern(Connection connection, Row row) throws SQLException {
        if (row.key().equals(FailureLog.WHOLE_DELIVERY) || row.key().equals(FailureLog.ENDING)) {
            return false;
        }
        FeedSettings feed = feeds.get(row.feed());
        if (feed == null) {
            // A feed that is no longer in the settings still begins with its system.
            return restricting.stream().anyMatch(system -> row.feed().startsWith(system + "-"));
        }
        RecordMapping mapping = mappings.named(feed.mapping());
        Optional<Fragments> read = read(feed, mapping, row);
        if (read.isEmpty()) {
            return leadsToPersons(mapping.recordType()) && restricting.contains(mapping.keyspace());
        }
        return mapping.tellsRestricted() && read.get().restrict() || refersThere(connection, mapping, read.get());
    }

    private Optional<Fragments> read(FeedSettings feed, RecordMapping mapping, Row row) {
        Payloads.Read raw = payloads.read(row.raw());
        if (raw.damaged() || row.step().equals("read")) {
            return Optional.empty();
        }
        try {
            if (feed.way() == FeedWay.PUSH) {
                return new PushedRecords(mapping, zone, PushedRecords.Others.PASS).fragments(raw.text());
            }
            RawJson columns = RawJson.read(raw.text(), 0);
            return mapping.bind(columns.header()).fragments(columns.record());
        } catch (HeaderProblem | NotAnObject | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean refersThere(Connection connection, RecordMapping mapping, Fragments read) throws SQLException {
        List<Field> fields = mapping.recordType().fields();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            Optional<RecordType> to = RecordTypes.named(field.refersTo()).filter(FailedRows::leadsToPersons);
            if (field.type() != FieldType.REFERENCE || to.isEmpty()) {
                continue;
            }
            if (read.unreadable().contains(field.name()) && restricting.contains(mapping.keyspace())) {
                return true;
            }
            if (read.values()[i] instanceof Reference reference && restricted(connection, to.get(), reference)) {
                return true;
            }
        }
        return false;
    }

    private boolean restricted(Connection connection, RecordType type, Reference reference) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select "
                + (type.equals(RecordTypes.PERSON)
                        ? "exists (select 1 from hub.restricted_person r where r.id = c.entity_id)"
                        : "exists (select 1 from fostering." + type.name() + " g where g.id = c.entity_id and "
                                + Restricted.concerns(type, "g") + ")")
                + """
                 from hub.contribution c join hub.source s on s.id = c.source_id
                where s.keyspace = ? and s.record_type = ? and c.key = ? order by 1 desc limit 1""")) {
            query.setString(1, reference.keyspace());
            query.setString(2, type.name());
            query.setString(3, reference.key());
            try (ResultSet row = query.executeQuery()) {
                // Whom nobody has told of is awaited, or would be if the row had not failed.
                return row.next()
                        ? row.getBoolean(1)
                        : type.equals(RecordTypes.PERSON) && restricting.contains(reference.keyspace());
            }
        }
    }

    private static boolean leadsToPersons(RecordType type) {
        return !Restricted.concerns(type, "g").equals("false");
    }
}
