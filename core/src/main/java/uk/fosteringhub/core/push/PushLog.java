package uk.fosteringhub.core.push;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.store.Database;

/** The pushed messages in the database: {@code hub.pushed} and {@code hub.push_key}. */
public final class PushLog {
    /** What the messages' bodies are encrypted as. */
    public static final String BODY = "hub.pushed.body";

    private final Database database;
    private final Sealer sealer;

    public PushLog(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    private record Key(String credential, String key) {
        static Key of(PushedMessage message) {
            return new Key(message.credential(), message.idempotencyKey());
        }
    }

    private record Known(long id, String sha256) {}

    /**
     * Keeps messages in one transaction: once this returns, they outlast a crash.
     *
     * @return what to tell each sender, in their order
     * @throws uk.fosteringhub.core.store.StoreUnavailable if the database cannot be reached; nothing is kept
     */
    public List<PushReceipt> keep(List<PushedMessage> messages) {
        return database.inTransaction(connection -> {
            Set<PushedMessage> repeated = repeated(connection, messages);
            Map<Key, PushedMessage> first = new LinkedHashMap<>();
            messages.stream()
                    .filter(message -> !repeated.contains(message))
                    .forEach(message -> first.putIfAbsent(Key.of(message), message));
            Map<Key, Long> kept = insert(connection, List.copyOf(first.values()));
            List<PushedMessage> before = first.values().stream()
                    .filter(message -> !kept.containsKey(Key.of(message)))
                    .toList();
            Map<Key, Known> known = before.isEmpty() ? Map.of() : known(connection, before);
            List<PushReceipt> receipts = new ArrayList<>(messages.size());
            for (PushedMessage message : messages) {
                Key key = Key.of(message);
                PushedMessage winner = first.get(key);
                if (repeated.contains(message)) {
                    receipts.add(new PushReceipt(0, PushReceipt.Kept.REPEATED));
                } else if (winner == message && kept.containsKey(key)) {
                    receipts.add(new PushReceipt(kept.get(key), PushReceipt.Kept.NEW));
                } else {
                    Known one = kept.containsKey(key) ? new Known(kept.get(key), winner.sha256()) : known.get(key);
                    receipts.add(new PushReceipt(
                            one.id(),
                            one.sha256().equals(message.sha256())
                                    ? PushReceipt.Kept.AGAIN
                                    : PushReceipt.Kept.OTHER_BODY));
                }
            }
            return receipts;
        });
    }

    /** Those whose signature came before; the signatures of the others are noted in the same commit as they. */
    private static Set<PushedMessage> repeated(Connection connection, List<PushedMessage> messages)
            throws SQLException {
        Set<PushedMessage> repeated = Collections.newSetFromMap(new IdentityHashMap<>());
        // Sorted, so that two processes wait for each other in the same order.
        List<PushedMessage> signed = messages.stream()
                .filter(message -> message.signature().isPresent())
                .sorted(Comparator.comparing(PushedMessage::credential)
                        .thenComparing(message -> message.signature().orElseThrow()))
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.push_signature (credential, signature) values (?, ?) on conflict do nothing")) {
            for (PushedMessage message : signed) {
                insert.setString(1, message.credential());
                insert.setString(2, message.signature().orElseThrow());
                if (insert.executeUpdate() == 0) {
                    repeated.add(message);
                }
            }
        }
        return repeated;
    }

    /**
     * Keys and messages in one statement, numbered in the order of their coming. The transaction has its number before any
     * message has one: who sees a message knows by that which transactions may bring one of a lesser number yet.
     */
    private Map<Key, Long> insert(Connection connection, List<PushedMessage> messages) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with asked as (
                    select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                        with ordinality as a (feed, credential, key, sha256, body, place)
                    where pg_current_xact_id() is not null),
                keyed as (
                    insert into hub.push_key (credential, key, pushed_id, sha256, received_at)
                    select credential, key, nextval('hub.pushed_id'), sha256, now() from asked order by place
                    on conflict (credential, key) do nothing
                    returning credential, key, pushed_id, received_at),
                kept as (
                    insert into hub.pushed (id, feed, credential, idempotency_key, body, state, received_at)
                    select k.pushed_id, a.feed, a.credential, a.key, a.body, 'r', k.received_at
                    from keyed k join asked a using (credential, key))
                select credential, key, pushed_id from keyed""")) {
            insert.setArray(1, texts(connection, messages, PushedMessage::feed));
            insert.setArray(2, texts(connection, messages, PushedMessage::credential));
            insert.setArray(3, texts(connection, messages, PushedMessage::idempotencyKey));
            insert.setArray(4, texts(connection, messages, PushedMessage::sha256));
            insert.setArray(5, texts(connection, messages, message -> sealer.seal(BODY, message.body())));
            Map<Key, Long> kept = new HashMap<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    kept.put(new Key(rows.getString(1), rows.getString(2)), rows.getLong(3));
                }
            }
            return kept;
        }
    }

    private static Map<Key, Known> known(Connection connection, List<PushedMessage> messages) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select credential, key, pushed_id, sha256 from hub.push_key
                join unnest(?::text[], ?::text[]) as asked (credential, key) using (credential, key)""")) {
            query.setArray(1, texts(connection, messages, PushedMessage::credential));
            query.setArray(2, texts(connection, messages, PushedMessage::idempotencyKey));
            Map<Key, Known> known = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new Key(rows.getString(1), rows.getString(2)),
                            new Known(rows.getLong(3), rows.getString(4)));
                }
            }
            return known;
        }
    }

    private static java.sql.Array texts(
            Connection connection,
            List<PushedMessage> messages,
            java.util.function.Function<PushedMessage, String> part)
            throws SQLException {
        return connection.createArrayOf("text", messages.stream().map(part).toArray());
    }

    /** How a message fares; empty if there is none of this number, or none any more. */
    public Optional<PushedState> state(long id) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select feed, credential, state, entity_id, problems, received_at, settled_at
                    from hub.pushed where id = ?""")) {
                query.setLong(1, id);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    long entity = row.getLong(4);
                    return Optional.of(new PushedState(
                            id,
                            row.getString(1),
                            row.getString(2),
                            PushedState.Stage.of(row.getString(3)),
                            row.wasNull() || entity == 0 ? OptionalLong.empty() : OptionalLong.of(entity),
                            Optional.ofNullable(row.getString(5)),
                            row.getTimestamp(6).toInstant(),
                            Optional.ofNullable(row.getTimestamp(7)).map(Timestamp::toInstant)));
                }
            }
        });
    }

    /** Sees to it that there are partitions for what comes in the next months. */
    public void ensurePartitions() {
        database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select hub.ensure_live_partitions()")) {
                return query.execute();
            }
        });
    }

    /**
     * Forgets idempotency keys: a message that is sent again after that is a new one.
     *
     * @return how many
     */
    public int forgetKeysOlderThan(Duration age) {
        return database.inTransaction(connection -> {
            Timestamp oldest = Timestamp.from(Instant.now().minus(age));
            try (PreparedStatement signatures =
                            connection.prepareStatement("delete from hub.push_signature where received_at < ?");
                    PreparedStatement keys =
                            connection.prepareStatement("delete from hub.push_key where received_at < ?")) {
                // a call whose signature is older than this is refused as stale
                signatures.setTimestamp(1, oldest);
                signatures.executeUpdate();
                keys.setTimestamp(1, oldest);
                return keys.executeUpdate();
            }
        });
    }
}
