package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/**
 * What people do about single failures. Each act names the version that the person saw: of two people acting on the same
 * failure the second is told what the first has done.
 */
public final class FailureDesk {
    private static final int MOST_REASON = 2_000;
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Payloads payloads;
    private final FailureSearch search;
    private final AuditLog audit;

    public FailureDesk(Database database, Payloads payloads, ZoneId zone) {
        this.database = database;
        this.payloads = payloads;
        this.search = new FailureSearch(database, payloads, zone);
        this.audit = new AuditLog(database);
    }

    /** Empty if there is none of this number. */
    public Optional<FailureDetail> one(long id) {
        return database.inTransaction(connection -> new FailureRows(connection, payloads).one(id));
    }

    /** What was done about a failure, and when deliveries brought it and it failed; the newest first. */
    public List<FailureEvents.Event> history(long id) {
        return database.inTransaction(connection -> {
            FailureEvents events = new FailureEvents(connection);
            List<FailureEvents.Event> history = new ArrayList<>(events.of(id));
            history.addAll(events.attempts(id));
            history.sort(Comparator.comparing(FailureEvents.Event::at).reversed());
            return history;
        });
    }

    /** Says that nothing is to be done, and why. */
    public void discard(long id, int version, String actor, String reason) throws FailureRefused {
        String why = needed(reason, "Say why nothing is to be done about it.");
        act(connection -> {
            FailureRows rows = new FailureRows(connection, payloads);
            FailureDetail failure = rows.locked(id, version);
            rows.move(failure, FailureState.DISCARDED, "discarded: " + why, actor);
            note(connection, failure, actor, "discarded", FailureState.DISCARDED, why);
            return null;
        });
    }

    /**
     * Opens a discarded one again.
     *
     * @throws FailureRefused also if its record has failed anew since, as a failure of its own
     */
    public void open(long id, int version, String actor, String reason) throws FailureRefused {
        String why = needed(reason, "Say why it is opened again.");
        act(connection -> {
            FailureRows rows = new FailureRows(connection, payloads);
            FailureDetail failure = rows.locked(id, version);
            Optional<Long> other =
                    waiting(connection, failure.found().feed(), failure.found().key());
            if (other.isPresent()) {
                throw new FailureRefused(
                        FailureRefused.Why.WRONG,
                        "The record has failed again since, and that is failure " + other.get() + "; act on that one.");
            }
            rows.move(failure, FailureState.OPEN, "", actor);
            note(connection, failure, actor, "opened", FailureState.OPEN, why);
            return null;
        });
    }

    /** Adds a note, which stays with the failure. */
    public void note(long id, String actor, String text) throws FailureRefused {
        String note = needed(text, "Write the note.");
        act(connection -> {
            FailureRows rows = new FailureRows(connection, payloads);
            FailureDetail failure = rows.locked(id);
            rows.touch(id, actor);
            note(connection, failure, actor, "noted", failure.found().state(), note);
            return null;
        });
    }

    /**
     * Discards every open failure that a query finds.
     *
     * @return how many
     */
    public int discardAll(FailureQuery query, String actor, String reason) throws FailureRefused {
        String why = needed(reason, "Say why nothing is to be done about them.");
        FailureQuery open = query.and(new FailureQuery.Term(FailureQuery.Name.STATE, FailureState.OPEN.word()));
        int discarded = 0;
        long before = 0;
        while (true) {
            List<FailureSearch.Found> found = search.page(open, before, AT_ONCE);
            if (found.isEmpty()) {
                return discarded;
            }
            before = found.get(found.size() - 1).id();
            discarded += act(connection -> discard(connection, found, actor, why));
        }
    }

    private int discard(Connection connection, List<FailureSearch.Found> found, String actor, String why)
            throws SQLException {
        List<FailureEvents.Event> events = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure f set state = 'discarded', outcome = ?, version = f.version + 1, changed_by = ?,
                    changed_at = now()
                from (select x.id from hub.failure x
                        join unnest(?::bigint[], ?::int[]) as asked (id, version) using (id, version)
                        where x.state = 'open' order by x.feed, x.source_key for update of x) mine
                where f.id = mine.id returning f.id""")) {
            update.setString(1, "discarded: " + FailureLog.withoutNul(why));
            update.setString(2, actor);
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            found.stream().map(FailureSearch.Found::id).toArray()));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "int",
                            found.stream().map(FailureSearch.Found::version).toArray()));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    events.add(FailureEvents.Event.now(
                            rows.getLong(1), actor, "discarded", FailureState.OPEN, FailureState.DISCARDED, why));
                }
            }
        }
        new FailureEvents(connection).write(events);
        if (!events.isEmpty()) {
            audit.write(
                    connection,
                    AuditEntry.of(actor, "failures-discarded", events.size() + " failures")
                            .because(why));
        }
        return events.size();
    }

    static Optional<Long> waiting(Connection connection, String feed, String key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select id from hub.failure
                where feed = ? and source_key = ? and state in ('open', 'held', 'retrying')""")) {
            query.setString(1, feed);
            query.setString(2, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    static String needed(String text, String otherwise) throws FailureRefused {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MOST_REASON) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    stripped.isEmpty()
                            ? otherwise
                            : "The text is longer than " + MOST_REASON + " characters; shorten it.");
        }
        return stripped;
    }

    private void note(
            Connection connection, FailureDetail failure, String actor, String action, FailureState to, String note)
            throws SQLException {
        long id = failure.found().id();
        new FailureEvents(connection)
                .write(List.of(FailureEvents.Event.now(
                        id, actor, action, failure.found().state(), to, note)));
        audit.write(
                connection,
                AuditEntry.of(actor, "failure-" + action, "failure " + id).because(note));
    }

    /** Work that may refuse. */
    @FunctionalInterface
    interface Act<T> {
        T on(Connection connection) throws SQLException, FailureRefused;
    }

    private <T> T act(Act<T> act) throws FailureRefused {
        return act(database, act);
    }

    static <T> T act(Database database, Act<T> act) throws FailureRefused {
        try {
            return database.inTransaction(connection -> {
                try {
                    return act.on(connection);
                } catch (FailureRefused refused) {
                    throw new RefusedInside(refused);
                }
            });
        } catch (RefusedInside inside) {
            throw inside.refused;
        }
    }

    /** Rolls the transaction back on its way out. */
    private static final class RefusedInside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient FailureRefused refused;

        RefusedInside(FailureRefused refused) {
            super(refused.getMessage(), refused);
            this.refused = refused;
        }
    }
}
