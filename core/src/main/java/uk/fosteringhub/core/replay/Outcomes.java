package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.failures.FailureEvents;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.FailureState;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.sync.Fate;

/** What became of some members of a set, and what that means for their failures and for the set: one commit. */
final class Outcomes {
    private final Connection connection;
    private final Payloads payloads;
    private final ReplaySet set;
    private final Map<Integer, Fate.Kind> items = new LinkedHashMap<>();
    private final Map<Fate.Kind, Integer> counts = new EnumMap<>(Fate.Kind.class);
    private final List<FailureEvents.Event> events = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final List<Again> again = new ArrayList<>();

    private record Settled(long failure, FailureState to, String outcome) {}

    private record Again(Members.Member member, Fate fate) {}

    Outcomes(Connection connection, Payloads payloads, ReplaySet set) {
        this.connection = connection;
        this.payloads = payloads;
        this.set = set;
    }

    void add(Members.Member member, Fate fate) {
        boolean toTarget = TargetReplay.isAbout(member.record().feed());
        boolean onItsWay = toTarget && (fate.kind() == Fate.Kind.APPLIED || fate.kind() == Fate.Kind.ALREADY);
        add(member, fate, onItsWay ? FailureState.RETRYING : FailureState.RESOLVED);
    }

    /** @param to what the failure becomes if it neither failed again nor is left alone */
    void add(Members.Member member, Fate fate, FailureState to) {
        addSettled(member, fate);
        if (fate.kind() == Fate.Kind.FAILED) {
            again.add(new Again(member, fate));
            events.add(Replayer.event(set, member, fate, FailureState.OPEN));
        } else if (fate.kind() != Fate.Kind.LEFT) {
            settled.add(new Settled(member.record().failure(), to, "replayed: " + fate.sentence()));
            events.add(Replayer.event(set, member, fate, to));
        } else {
            events.add(Replayer.event(set, member, fate, member.state()));
        }
    }

    /** Where the failure itself was settled by another transaction. */
    void addSettled(Members.Member member, Fate fate) {
        items.put(member.number(), fate.kind());
        counts.merge(fate.kind(), 1, Integer::sum);
    }

    /** Failures that were removed for their age. */
    void addRemoved(int removed) {
        counts.merge(Fate.Kind.LEFT, removed, Integer::sum);
    }

    /** @param waitsFor why some had to be left for later; empty if none */
    Replayer.Step write(String waitsFor) throws SQLException {
        new Members(connection, payloads).settle(set.id(), items);
        settleFailures();
        for (Again one : again) {
            new FailureLog(connection, one.member().record().feed(), payloads)
                    .failedAgain(
                            one.member().record().failure(), one.fate().again().orElseThrow());
        }
        new FailureEvents(connection).write(events);
        int done = counts.values().stream().mapToInt(Integer::intValue).sum();
        boolean over = !waits();
        int failed = count(Fate.Kind.FAILED);
        int tried = failed + count(Fate.Kind.APPLIED) + count(Fate.Kind.ALREADY) + count(Fate.Kind.SUPERSEDED);
        String doubt = Canary.doubt(tried, failed);
        boolean stopped = !over && !doubt.isEmpty();
        progress(
                over ? "finished" : stopped ? "stopped" : "running",
                stopped ? doubt : waitsFor,
                items.isEmpty() ? 0 : 1);
        return new Replayer.Step(done, !over && !stopped && waitsFor.isEmpty() && done > 0);
    }

    private int count(Fate.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private void settleFailures() throws SQLException {
        if (settled.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure f set state = done.state, outcome = done.outcome, version = f.version + 1,
                    changed_by = ?, changed_at = now()
                from unnest(?::bigint[], ?::text[], ?::text[]) as done (id, state, outcome) where f.id = done.id""")) {
            update.setString(1, set.createdBy());
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", settled.stream().map(Settled::failure).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "text", settled.stream().map(one -> one.to().word()).toArray()));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "text", settled.stream().map(Settled::outcome).toArray()));
            update.executeUpdate();
        }
    }

    private boolean waits() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select exists (select 1 from hub.replay_item where replay_id = ? and outcome is null)")) {
            query.setLong(1, set.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void progress(String state, String note, int stages) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.replay set state = ?, note = ?, stage = stage + ?, applied = applied + ?, already = already + ?,
                    superseded = superseded + ?, failed = failed + ?, skipped = skipped + ?,
                    finished_at = case when ? = 'finished' then now() end where id = ?""")) {
            update.setString(1, state);
            update.setString(2, note);
            update.setInt(3, stages);
            update.setInt(4, count(Fate.Kind.APPLIED));
            update.setInt(5, count(Fate.Kind.ALREADY));
            update.setInt(6, count(Fate.Kind.SUPERSEDED));
            update.setInt(7, count(Fate.Kind.FAILED));
            update.setInt(8, count(Fate.Kind.LEFT));
            update.setString(9, state);
            update.setLong(10, set.id());
            update.executeUpdate();
        }
        if (state.equals("finished")) {
            finishDeliveries();
        }
    }

    private void finishDeliveries() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.delivery d set finished_at = now() from hub.replay_delivery r
                where r.replay_id = ? and d.id = r.delivery_id""")) {
            update.setLong(1, set.id());
            update.executeUpdate();
        }
    }
}
