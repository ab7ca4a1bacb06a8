package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.FailureRefused.Why;
import uk.fosteringhub.core.failures.FailureSelection;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.store.Database;

/** The sets of failures to be taken through again: {@code hub.replay}. */
public final class ReplaySets {
    public static final int USUAL_RATE = 200;
    private static final int HIGHEST_RATE = 5_000;
    private static final String COLUMNS = "id, title, query, correction_id, state, note, stage, rate, total, applied,"
            + " already, superseded, failed, skipped, version, created_by, created_at, finished_at";

    private final Database database;
    private final Payloads payloads;
    private final ZoneId zone;
    private final AuditLog audit;

    public ReplaySets(Database database, Payloads payloads, ZoneId zone) {
        this.database = database;
        this.payloads = payloads;
        this.zone = zone;
        this.audit = new AuditLog(database);
    }

    /**
     * What a person confirms.
     *
     * @param token of the form: confirmed twice, it is one set
     * @param title what it is, in words
     * @param query which failures, of those that wait. What is held is only taken if the query asks for that state
     * @param fix by which they are read, and whether it stays
     * @param rate most failures a second, 1 to 5,000
     */
    public record Wanted(
            String token, String title, String query, Optional<Corrections.Wanted> fix, int rate, String actor) {}

    /**
     * Freezes a set; it is carried out from now on.
     *
     * @throws FailureRefused if nothing that waits is found, or the token was used for something else
     */
    public ReplaySet confirm(Wanted wanted) throws FailureRefused, WrongQuery {
        if (wanted.token().isBlank() || wanted.token().length() > 100) {
            throw new FailureRefused(
                    Why.WRONG, "A token of 1 to 100 characters is needed, so that pressing twice does it once.");
        }
        if (wanted.rate() < 1 || wanted.rate() > HIGHEST_RATE) {
            throw new FailureRefused(Why.WRONG, "The rate is 1 to " + HIGHEST_RATE + " failures a second.");
        }
        FailureQuery query = eligible(FailureQuery.of(wanted.query()));
        return FailureSelection.act(database, connection -> {
            // Of two that are confirmed at the same time with the same token, the second waits and finds the first.
            lock(connection, wanted.token());
            Optional<ReplaySet> before = byToken(connection, wanted.token());
            if (before.isPresent()) {
                if (!before.get().query().equals(wanted.query())) {
                    throw new FailureRefused(Why.WRONG, "This form was used for other failures; begin again.");
                }
                return before.get();
            }
            long id = insert(connection, wanted);
            int members = new FailureSelection(connection, payloads, zone).freeze(query, id);
            if (members == 0) {
                throw new FailureRefused(Why.WRONG, "Nothing that waits is found, so there is nothing to replay.");
            }
            OptionalLong correction = OptionalLong.empty();
            if (wanted.fix().isPresent()) {
                correction = OptionalLong.of(new Corrections(database, payloads)
                        .write(connection, wanted.fix().get(), members, wanted.actor()));
            }
            complete(connection, id, members, correction);
            AuditEntry entry = AuditEntry.of(wanted.actor(), "replay-confirmed", "replay " + id)
                    .with("failures", String.valueOf(members));
            audit.write(
                    connection,
                    correction.isPresent() ? entry.with("correction", String.valueOf(correction.getAsLong())) : entry);
            return one(connection, id).orElseThrow();
        });
    }

    /** Only what waits can be taken through; an ending is only let go on by name. */
    static FailureQuery eligible(FailureQuery query) {
        FailureQuery open = new FailureQuery.Term(FailureQuery.Name.STATE, "open");
        FailureQuery held = new FailureQuery.Term(FailureQuery.Name.STATE, "held");
        boolean named = query.asks(FailureQuery.Name.STATE) || query.asks(FailureQuery.Name.ID);
        return query.and(named ? new FailureQuery.Any(List.of(open, held)) : open);
    }

    /** Empty if there is none of this number. */
    public Optional<ReplaySet> one(long id) {
        return database.inTransaction(connection -> one(connection, id));
    }

    /** The newest first. */
    public List<ReplaySet> page(long before, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select " + COLUMNS + " from hub.replay where id < ? order by id desc limit ?")) {
                query.setLong(1, before > 0 ? before : Long.MAX_VALUE);
                query.setInt(2, limit);
                return read(query);
            }
        });
    }

    /** Those to be gone on with, the oldest first. */
    public List<ReplaySet> underWay() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select " + COLUMNS + " from hub.replay where state = 'running' order by id")) {
                return read(query);
            }
        });
    }

    public ReplaySet pause(long id, int version, String actor) throws FailureRefused {
        return move(id, version, ReplaySet.State.PAUSED, List.of(ReplaySet.State.RUNNING), actor);
    }

    /** Also one that has stopped itself: with the next step of the canary. */
    public ReplaySet resume(long id, int version, String actor) throws FailureRefused {
        return move(
                id, version, ReplaySet.State.RUNNING, List.of(ReplaySet.State.PAUSED, ReplaySet.State.STOPPED), actor);
    }

    /** What was applied stays; the rest is left as it is. */
    public ReplaySet cancel(long id, int version, String actor) throws FailureRefused {
        return move(
                id,
                version,
                ReplaySet.State.CANCELLED,
                List.of(ReplaySet.State.RUNNING, ReplaySet.State.PAUSED, ReplaySet.State.STOPPED),
                actor);
    }

    private ReplaySet move(long id, int version, ReplaySet.State to, List<ReplaySet.State> from, String actor)
            throws FailureRefused {
        return FailureSelection.act(database, connection -> {
            ReplaySet set = locked(connection, id)
                    .orElseThrow(() -> new FailureRefused(Why.UNKNOWN, "There is no replay " + id + "."));
            if (!from.contains(set.state()) || set.version() != version) {
                throw new FailureRefused(
                        Why.MOVED,
                        "Nothing was done: replay " + id + " is " + set.state().word()
                                + (from.contains(set.state())
                                        ? " and somebody has acted on it meanwhile. Look at it again."
                                        : ", so it cannot become " + to.word() + "."));
            }
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.replay set state = ?, note = '', version = version + 1, changed_by = ?, changed_at = now(),
                        finished_at = case when ? then now() end where id = ?""")) {
                update.setString(1, to.word());
                update.setString(2, actor);
                update.setBoolean(3, to.over());
                update.setLong(4, id);
                update.executeUpdate();
            }
            audit.write(connection, AuditEntry.of(actor, "replay-" + to.word(), "replay " + id));
            return one(connection, id).orElseThrow();
        });
    }

    static Optional<ReplaySet> one(Connection connection, long id) throws SQLException {
        return one(connection, id, "");
    }

    static Optional<ReplaySet> locked(Connection connection, long id) throws SQLException {
        return one(connection, id, " for update");
    }

    /** Empty also while another process goes on with it. */
    static Optional<ReplaySet> mine(Connection connection, long id) throws SQLException {
        return one(connection, id, " and state = 'running' for update skip locked");
    }

    private static Optional<ReplaySet> one(Connection connection, long id, String rest) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from hub.replay where id = ?" + rest)) {
            query.setLong(1, id);
            return read(query).stream().findFirst();
        }
    }

    private static Optional<ReplaySet> byToken(Connection connection, String token) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from hub.replay where token = ?")) {
            query.setString(1, token);
            return read(query).stream().findFirst();
        }
    }

    private static void lock(Connection connection, String token) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('replay ' || ?, 0))")) {
            query.setString(1, token);
            query.execute();
        }
    }

    private static long insert(Connection connection, Wanted wanted) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.replay (token, title, query, state, rate, total, created_by, changed_by)
                values (?, ?, ?, 'running', ?, 0, ?, ?) returning id""")) {
            insert.setString(1, wanted.token());
            insert.setString(2, wanted.title());
            insert.setString(3, wanted.query());
            insert.setInt(4, wanted.rate());
            insert.setString(5, wanted.actor());
            insert.setString(6, wanted.actor());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void complete(Connection connection, long id, int members, OptionalLong correction)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.replay set total = ?, correction_id = nullif(?, 0) where id = ?")) {
            update.setInt(1, members);
            update.setLong(2, correction.orElse(0));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    private static List<ReplaySet> read(PreparedStatement query) throws SQLException {
        List<ReplaySet> sets = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long correction = row.getLong(4);
                sets.add(new ReplaySet(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        correction == 0 ? OptionalLong.empty() : OptionalLong.of(correction),
                        ReplaySet.State.of(row.getString(5)),
                        row.getString(6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getInt(11),
                        row.getInt(12),
                        row.getInt(13),
                        row.getInt(14),
                        row.getInt(15),
                        row.getString(16),
                        row.getTimestamp(17).toInstant(),
                        Optional.ofNullable(row.getTimestamp(18)).map(Timestamp::toInstant)));
            }
        }
        return sets;
    }
}
