package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.failures.FailureState;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.sync.Fate;
import uk.fosteringhub.core.sync.ReplayMember;

/** The members of sets, within one transaction: {@code hub.replay_item} and their failures. */
final class Members {
    private static final String COLUMNS = """
            f.id, f.feed, f.source_key, f.delivery_id, f.line, f.step, coalesce(d.baseline, false), f.raw, f.state, f.version,
            o.source_key, o.step, o.raw""";
    private static final String FROM = """
             from hub.failure f left join hub.delivery d on d.id = f.delivery_id
            left join lateral (
                with recursive older as (
                    select x.id, x.replaces, x.source_key, x.step, x.raw from hub.failure x where x.id = f.replaces
                    union all
                    select x.id, x.replaces, x.source_key, x.step, x.raw from hub.failure x join older on x.id = older.replaces)
                select source_key, step, raw from older where replaces is null limit 1) o on f.replaces is not null""";

    private final Connection connection;
    private final Payloads payloads;

    Members(Connection connection, Payloads payloads) {
        this.connection = connection;
        this.payloads = payloads;
    }

    /**
     * A failure to be taken through.
     *
     * @param number its place in the set; 0 outside of one
     * @param damage why its record cannot be read any more; empty if it can be
     */
    record Member(int number, int version, FailureState state, int now, ReplayMember record, String damage) {
        /** Whether nothing has become of it since the set was frozen. */
        boolean asFrozen() {
            return version == now && (state == FailureState.OPEN || state == FailureState.HELD);
        }
    }

    /** The next of a set, in its order; their failures locked in the order in which deliveries lock them. */
    List<Member> next(long replay, int most) throws SQLException {
        lock(replay, most);
        try (PreparedStatement query = connection.prepareStatement("select i.number, i.failure_version, " + COLUMNS
                + FROM.replaceFirst(" from hub.failure f", """
                         from (select number, failure_id, failure_version from hub.replay_item
                            where replay_id = ? and outcome is null order by number limit ?) i
                        join hub.failure f on f.id = i.failure_id""") + " order by i.number")) {
            query.setLong(1, replay);
            query.setInt(2, most);
            return read(query, true);
        }
    }

    private void lock(long replay, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select f.id from hub.failure f where f.id in (
                    select failure_id from hub.replay_item where replay_id = ? and outcome is null order by number limit ?)
                order by f.feed, f.source_key, f.id for update""")) {
            query.setLong(1, replay);
            query.setInt(2, most);
            query.execute();
        }
    }

    /** How many of the next had their failures removed for their age. */
    int forgetRemoved(long replay) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.replay_item i set outcome = 'x' where replay_id = ? and outcome is null
                    and not exists (select 1 from hub.failure f where f.id = i.failure_id)""")) {
            update.setLong(1, replay);
            return update.executeUpdate();
        }
    }

    /** Some failures, whatever set they are in, without locking them. */
    List<Member> of(Collection<Long> failures) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select 0, f.version, " + COLUMNS + FROM + " where f.id = any(?) order by f.id")) {
            query.setArray(1, connection.createArrayOf("bigint", failures.toArray()));
            return read(query, false);
        }
    }

    private List<Member> read(PreparedStatement query, boolean inSet) throws SQLException {
        List<Member> members = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Payloads.Read raw = payloads.read(row.getString(10));
                Payloads.Read received =
                        row.getString(15) == null ? new Payloads.Read("", "") : payloads.read(row.getString(15));
                ReplayMember record = new ReplayMember(
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getBoolean(9),
                        raw.damaged() ? "{}" : raw.text(),
                        received.text().isEmpty()
                                ? Optional.empty()
                                : Optional.of(new ReplayMember.Received(
                                        row.getString(13), row.getString(14), received.text())));
                members.add(new Member(
                        inSet ? row.getInt(1) : 0,
                        row.getInt(2),
                        FailureState.of(row.getString(11)),
                        row.getInt(12),
                        record,
                        raw.damaged() ? raw.damage() : received.damage()));
            }
        }
        return members;
    }

    void settle(long replay, Map<Integer, Fate.Kind> outcomes) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.replay_item i set outcome = done.outcome::"char"
                from unnest(?::int[], ?::text[]) as done (number, outcome)
                where i.replay_id = ? and i.number = done.number""")) {
            update.setArray(1, connection.createArrayOf("int", outcomes.keySet().toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            outcomes.values().stream().map(Fate.Kind::letter).toArray()));
            update.setLong(3, replay);
            update.executeUpdate();
        }
    }
}
