package uk.fosteringhub.core.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.ReplayMember;
import uk.fosteringhub.core.sync.ReplayPassage;

/** How the hub reads a failed record, beside what the same source record says in the store. */
public final class FailureReadings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Map<String, FeedSettings> feeds;
    private final ReplayPassage passage;

    FailureReadings(Database database, Map<String, FeedSettings> feeds, ReplayPassage passage) {
        this.database = database;
        this.feeds = feeds;
        this.passage = passage;
    }

    /**
     * A record in the hub's terms.
     *
     * @param leftOut columns without which it was read, since what stands in them cannot be
     * @param stored whether the store has something of this source record
     */
    public record Reading(RecordType type, Set<String> leftOut, boolean stored, List<Line> lines) {}

    /**
     * A field that the record or the store has a value for; either may be personal.
     *
     * @param read empty where the record says nothing
     * @param stored empty where the store has nothing of this source record
     */
    public record Line(String field, String read, String stored) {
        public boolean differs() {
            return !read.equals(stored);
        }

        /** Values may be personal. */
        @Override
        public String toString() {
            return "Line[" + field + "]";
        }
    }

    /** Empty where it cannot be read even so, and for what is no record of a feed: deliveries, endings, what goes out. */
    public Optional<Reading> of(FailureDetail failure) {
        FeedSettings feed = feeds.get(failure.found().feed());
        if (feed == null
                || !failure.damage().isEmpty()
                || failure.found().key().equals(FailureLog.WHOLE_DELIVERY)
                || failure.found().key().equals(FailureLog.ENDING)
                || failure.found().step().equals("read")) {
            return Optional.empty();
        }
        Set<String> leftOut = new TreeSet<>();
        try {
            Optional<CanonicalRecord> whole = passage.mapped(feed, member(failure, failure.raw()));
            Optional<CanonicalRecord> record = whole.isPresent()
                    ? whole
                    : passage.mapped(
                            feed, member(failure, without(columns(failure.problems(), leftOut), failure.raw())));
            return record.map(read -> reading(feed, read, leftOut));
        } catch (NoSuchElementException | IllegalArgumentException mappingGone) {
            return Optional.empty();
        }
    }

    private Reading reading(FeedSettings feed, CanonicalRecord read, Set<String> leftOut) {
        Optional<Object[]> stored = database.inTransaction(connection -> stored(connection, feed, read));
        List<Line> lines = new ArrayList<>();
        List<Field> fields = read.type().fields();
        for (int i = 0; i < fields.size(); i++) {
            String now = text(read.values()[i]);
            int field = i;
            String before = stored.map(values -> text(values[field])).orElse("");
            if (!now.isEmpty() || !before.isEmpty()) {
                lines.add(new Line(fields.get(i).name(), now, before));
            }
        }
        return new Reading(read.type(), leftOut, stored.isPresent(), lines);
    }

    private static Optional<Object[]> stored(Connection connection, FeedSettings feed, CanonicalRecord read)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.body from hub.contribution c join hub.source s on s.id = c.source_id
                where s.system = ? and s.keyspace = ? and s.record_type = ? and c.key = ? and c.state <> 'x'""")) {
            query.setString(1, feed.system());
            query.setString(2, read.keyspace());
            query.setString(3, read.type().name());
            query.setString(4, read.key());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(CanonicalJson.read(read.type(), row.getString(1))) : Optional.empty();
            }
        }
    }

    private static ReplayMember member(FailureDetail failure, String raw) {
        return new ReplayMember(
                failure.found().id(),
                failure.found().feed(),
                failure.found().key(),
                0,
                failure.found().line(),
                failure.found().step(),
                failure.baseline(),
                raw,
                Optional.empty());
    }

    private static Set<String> columns(String problems, Set<String> columns) {
        try {
            JSON.readTree(problems)
                    .forEach(problem -> columns.add(problem.path("column").asText()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
        columns.remove("");
        return columns;
    }

    private static String without(Set<String> columns, String raw) {
        try {
            JsonNode row = JSON.readTree(raw);
            if (row instanceof ObjectNode object) {
                columns.stream().filter(object::has).forEach(column -> object.put(column, ""));
            }
            return row.toString();
        } catch (JsonProcessingException noRow) {
            // Jackson's own message quotes the text.
            throw new IllegalArgumentException("the record is not well-formed JSON");
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
