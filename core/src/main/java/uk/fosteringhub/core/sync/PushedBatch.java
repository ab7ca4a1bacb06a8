package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.push.NotAnObject;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.store.Together;

/** Pushed messages of one feed in one transaction, which the caller holds together with the feed's lock. */
final class PushedBatch {
    private static final String MARK_STORED = """
            update hub.pushed p set state = 's', entity_id = c.entity_id, delivery_id = ?, settled_at = now()
            from unnest(?::bigint[], ?::timestamptz[], ?::text[]) as done (id, received_at, key)
            join hub.contribution c on c.source_id = ? and c.key = done.key
            where p.id = done.id and p.received_at = done.received_at""";

    private final Connection connection;
    private final FeedContext context;
    private final PushedRecords reader;
    private final ChunkWriter writer;

    /**
     * A message that waits.
     *
     * @param damage why its body cannot be had; empty if it can
     */
    record Message(long id, Timestamp receivedAt, String body, String damage) {}

    /** A message that was read. */
    private record Fit(Message message, CanonicalRecord record, UUID hash, MappingResult result) {}

    /** A message that cannot go on. */
    private record Unfit(Message message, String key, String step, List<MappingProblem> problems, boolean restricts) {}

    PushedBatch(Connection connection, FeedContext context, PushedRecords reader, ChunkWriter writer) {
        this.connection = connection;
        this.context = context;
        this.reader = reader;
        this.writer = writer;
    }

    void take(List<Message> messages) throws SQLException {
        List<Fit> fit = new ArrayList<>(messages.size());
        List<Unfit> failed = new ArrayList<>();
        for (Message message : messages) {
            read(message, fit, failed);
        }
        ChunkWriter.Counts counts = new ChunkWriter.Counts();
        Map<String, Boolean> known = known(fit);
        List<Fit> stored = new ArrayList<>(fit.size());
        for (List<Fit> part : partsWithoutRepetition(fit)) {
            List<Fit> own = withoutOthersResults(part, failed);
            counts.add(writer.write(connection, chunk(own, known)));
            own.forEach(one -> known.put(one.record().key(), true));
            stored.addAll(own);
        }
        if (!failed.isEmpty()) {
            counts.add(writer.write(connection, failures(withoutWhatWasSaidAgain(failed, stored))));
        }
        settle(counts, stored);
    }

    private void settle(ChunkWriter.Counts counts, List<Fit> stored) throws SQLException {
        Together all = new Together(connection);
        DeliveryLog.count(context.delivery(), counts, all);
        if (stored.isEmpty()) {
            all.execute();
            return;
        }
        resolveFailures(stored, all);
        int marked = all.add(
                        MARK_STORED,
                        context.delivery(),
                        connection.createArrayOf(
                                "bigint",
                                stored.stream().map(one -> one.message().id()).toArray()),
                        connection.createArrayOf(
                                "timestamptz",
                                stored.stream()
                                        .map(one -> one.message()
                                                .receivedAt()
                                                .toInstant()
                                                .toString())
                                        .toArray()),
                        connection.createArrayOf("text", keys(stored)),
                        context.source())
                .execute();
        if (marked != stored.size()) {
            throw new IllegalStateException("of " + stored.size() + " messages " + marked + " were marked as stored");
        }
    }

    private List<Fit> withoutOthersResults(List<Fit> part, List<Unfit> failed) throws SQLException {
        return writer.othersResults()
                .keptOut(
                        connection,
                        part,
                        Fit::record,
                        one -> one.message().id(),
                        (one, problem) -> failed.add(new Unfit(
                                one.message(), one.record().key(), OthersResults.STEP, List.of(problem), false)));
    }

    /** Gives up messages that the store refuses for reasons of its own. */
    void fail(List<Message> messages) throws SQLException {
        List<Unfit> failed = messages.stream()
                .map(message -> unfit(
                        message,
                        "",
                        "store",
                        "defect",
                        "The record could not be stored; the hub's log says why. Tell whoever looks after the hub."))
                .toList();
        new DeliveryLog(connection).count(context.delivery(), writer.write(connection, failures(failed)));
    }

    private void read(Message message, List<Fit> fit, List<Unfit> failed) {
        if (!message.damage().isEmpty()) {
            failed.add(unfit(message, "", "read", "damaged", message.damage()));
            return;
        }
        try {
            PushedRecords.Read read = reader.read(message.body(), message.id());
            if (read.result().failed()) {
                failed.add(new Unfit(message, read.key(), "map", read.result().problems(), read.restricts()));
            } else {
                fit.add(new Fit(message, read.result().record(), read.hash(), read.result()));
            }
        } catch (NotAnObject unreadable) {
            failed.add(unfit(message, "", "read", "json", unreadable.getMessage()));
        }
    }

    /** What a record said before it was pushed without mistakes no longer counts. */
    private static List<Unfit> withoutWhatWasSaidAgain(List<Unfit> failed, List<Fit> fit) {
        Map<String, Long> last = last(fit);
        return failed.stream()
                .sorted(Comparator.comparingLong(one -> one.message().id()))
                .map(one -> one.message().id() < last.getOrDefault(one.key(), Long.MIN_VALUE)
                        ? new Unfit(one.message(), one.key(), one.step(), one.problems(), false)
                        : one)
                .toList();
    }

    /** The number of each record's last message. */
    private static Map<String, Long> last(List<Fit> fit) {
        Map<String, Long> last = new TreeMap<>();
        fit.forEach(one -> last.merge(one.record().key(), one.message().id(), Math::max));
        return last;
    }

    private static Unfit unfit(Message message, String key, String step, String rule, String sentence) {
        return new Unfit(
                message, key, step, List.of(new MappingProblem(message.id(), "", "", rule, sentence, "")), false);
    }

    /** A record that was pushed twice is taken twice, one after the other: a chunk has each key once. */
    private static List<List<Fit>> partsWithoutRepetition(List<Fit> fit) {
        List<List<Fit>> parts = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        List<Fit> part = new ArrayList<>();
        for (Fit one : fit) {
            if (!keys.add(one.record().key())) {
                parts.add(part);
                part = new ArrayList<>();
                keys.clear();
                keys.add(one.record().key());
            }
            part.add(one);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static Chunk chunk(List<Fit> part, Map<String, Boolean> known) {
        Chunk chunk = new Chunk();
        for (Fit one : part) {
            chunk.mapped.add(new Chunk.Mapped(
                    one.record(),
                    one.message().id(),
                    1,
                    one.hash(),
                    known.containsKey(one.record().key())));
            one.result().unmapped().forEach(code -> chunk.unmapped.merge(code, 1, Integer::sum));
        }
        return chunk;
    }

    private Map<String, Boolean> known(List<Fit> fit) throws SQLException {
        Map<String, Boolean> known = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select key from hub.source_record where feed_id = ? and key = any(?)")) {
            query.setInt(1, context.feedId());
            query.setArray(2, connection.createArrayOf("text", keys(fit)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString(1), true);
                }
            }
        }
        return known;
    }

    private Chunk failures(List<Unfit> failed) throws SQLException {
        Chunk chunk = new Chunk();
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.pushed set state = 'f', problems = ?::json, delivery_id = ?, settled_at = now()
                where id = ? and received_at = ?""")) {
            for (Unfit one : failed) {
                Message message = one.message();
                String name = one.key().isEmpty() ? "(pushed) " + message.id() : one.key();
                chunk.failed.add(new Chunk.Failed(
                        new FailedRecord(name, message.id(), one.step(), one.problems(), message.body()),
                        1,
                        1,
                        one.restricts() && !one.key().isEmpty()));
                update.setString(1, json(one.problems()));
                update.setLong(2, context.delivery());
                update.setLong(3, message.id());
                update.setTimestamp(4, message.receivedAt());
                update.addBatch();
            }
            update.executeBatch();
        }
        return chunk;
    }

    private static String json(List<MappingProblem> problems) {
        StringBuilder json = new StringBuilder("[");
        for (MappingProblem problem : problems) {
            json.append(json.length() > 1 ? "," : "").append("{\"field\":");
            CanonicalJson.quote(problem.column(), json);
            json.append(",\"rule\":");
            CanonicalJson.quote(problem.rule(), json);
            json.append(",\"message\":");
            CanonicalJson.quote(problem.message(), json);
            json.append('}');
        }
        return json.append(']').toString();
    }

    /**
     * A failure is over when its record came again without failing. One that is about a later message stands: nothing else
     * has what that message said. The line of a pushed record's failure is its message's number.
     */
    private void resolveFailures(List<Fit> fit, Together all) throws SQLException {
        Map<String, Long> last = last(fit);
        all.add(
                """
                update hub.failure f set state = 'resolved', outcome = 'superseded by a newer message', last_seen = now(),
                    version = version + 1, changed_by = 'hub', changed_at = now()
                from unnest(?::text[], ?::bigint[]) as said (key, message)
                where f.feed = ? and f.source_key = said.key and f.state in ('open', 'held') and f.line < said.message""",
                connection.createArrayOf("text", last.keySet().toArray()),
                connection.createArrayOf("bigint", last.values().toArray()),
                context.feed().name());
    }

    private static Object[] keys(List<Fit> fit) {
        return fit.stream().map(one -> one.record().key()).toArray();
    }
}
