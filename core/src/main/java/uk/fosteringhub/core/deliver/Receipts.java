package uk.fosteringhub.core.deliver;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.ByKey;

/** {@code hub.receipt} and what goes with it, within one transaction. */
final class Receipts {
    private final Connection connection;
    private final String target;
    private final Payloads payloads;

    Receipts(Connection connection, String target, Payloads payloads) {
        this.connection = connection;
        this.target = target;
        this.payloads = payloads;
    }

    /** Writes receipts for changes that have none; the changes are then no longer on their way. */
    void write(List<ToldChange> told) throws SQLException {
        if (told.isEmpty()) {
            return;
        }
        ByKey.alike(connection);
        Set<Long> written = insert(told);
        List<ToldChange> anew = told.stream()
                .filter(one -> written.contains(one.change().change().change()))
                .toList();
        for (ToldChange one : anew) {
            if (!one.problems().isEmpty()) {
                fail(one);
            }
            if (one.targetKey().isPresent()) {
                new ExpectedKey(connection, target)
                        .expect(
                                one.keyspace(),
                                one.change().change().type(),
                                one.targetKey().get(),
                                one.change().change().entity());
            }
        }
        settled(anew.stream()
                .filter(one -> one.state().equals("delivered"))
                .map(ToldChange::failureKey)
                .toList());
        settle(
                anew.stream()
                        .filter(one -> one.state().equals("not_wanted") && one.owed())
                        .map(ToldChange::failureKey)
                        .toList(),
                "the target does not want the record as it is now");
    }

    private Set<Long> insert(List<ToldChange> told) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with told as (
                    select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[])
                        as t (change_id, state, answer, target_key, entity_id, record_type, attempts)),
                gone as (
                    delete from hub.outgoing o where o.target = ? and o.change_id = any(?) returning o.change_id, o.changed_at)
                insert into hub.receipt (target, change_id, changed_at, entity_id, record_type, state, answer, target_key,
                    attempts)
                select ?, g.change_id, g.changed_at, t.entity_id, t.record_type, t.state, t.answer, t.target_key, t.attempts
                from gone g join told t using (change_id) order by g.change_id
                on conflict do nothing returning change_id""")) {
            insert.setArray(
                    1, array("bigint", told, one -> one.change().change().change()));
            insert.setArray(2, array("text", told, ToldChange::state));
            insert.setArray(3, array("text", told, one -> FailureLog.withoutNul(one.answer())));
            insert.setArray(4, array("text", told, one -> one.targetKey().orElse("")));
            insert.setArray(
                    5, array("bigint", told, one -> one.change().change().entity()));
            insert.setArray(
                    6, array("text", told, one -> one.change().change().type().name()));
            insert.setArray(7, array("int", told, one -> one.change().attempt()));
            insert.setString(8, target);
            insert.setArray(
                    9, array("bigint", told, one -> one.change().change().change()));
            insert.setString(10, target);
            Set<Long> written = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    written.add(rows.getLong(1));
                }
            }
            return written;
        }
    }

    /**
     * Takes an answer that came later than the record went. It counts whatever the hub thought of the change meanwhile, such
     * as that nobody waits for it any more: the target has it. Once taken, it is not refused by an older answer.
     */
    void answer(Receipt receipt, Function<RecordType, String> keyspaceOf) throws SQLException {
        String became = receipt.state() == Receipt.State.REFUSED ? "refused" : "delivered";
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.receipt set state = ?, answer = ?, target_key = ?, at = now()
                where target = ? and change_id = ? and state <> 'delivered' and state <> ?
                returning record_type, entity_id""")) {
            update.setString(1, became);
            update.setString(2, FailureLog.withoutNul(receipt.answer()));
            update.setString(3, receipt.targetKey().orElse(""));
            update.setString(4, target);
            update.setLong(5, receipt.change());
            update.setString(6, became);
            try (ResultSet row = update.executeQuery()) {
                if (row.next()) {
                    answered(receipt, RecordTypes.named(row.getString(1)).orElseThrow(), row.getLong(2), keyspaceOf);
                }
            }
        }
    }

    private void answered(Receipt receipt, RecordType type, long entity, Function<RecordType, String> keyspaceOf)
            throws SQLException {
        String key = ToldChange.failureKey(type.name(), entity);
        if (receipt.state() == Receipt.State.REFUSED) {
            fail(entity, receipt.change(), key, List.of(refusal(target, receipt.answer())), "{}");
            return;
        }
        if (receipt.targetKey().isPresent()) {
            new ExpectedKey(connection, target)
                    .expect(keyspaceOf.apply(type), type, receipt.targetKey().get(), entity);
        }
        settled(List.of(key));
    }

    /** An answer that cannot be used is a failure until a better one comes. */
    void doubt(String answer, Optional<String> doubt) throws SQLException {
        if (doubt.isEmpty()) {
            settle(List.of(answer), "every record is answered");
            return;
        }
        new FailureLog(connection, "to-" + target, payloads)
                .write(
                        0,
                        0,
                        List.of(new FailedRecord(
                                answer,
                                0,
                                "deliver",
                                List.of(new MappingProblem(0, "", "", "answer", doubt.get(), "")),
                                "{}")));
    }

    static MappingProblem refusal(String target, String answer) {
        return new MappingProblem(
                0,
                "",
                "",
                "refused",
                target + " refused the change: " + answer
                        + " Put the record right where it is kept; the next change of it is sent again.",
                "");
    }

    private void fail(ToldChange one) throws SQLException {
        fail(
                one.change().change().entity(),
                one.change().change().change(),
                one.failureKey(),
                one.problems(),
                one.fieldsAsJson());
    }

    /** A failure stands in the books of the delivery that caused the change. */
    private void fail(long entity, long change, String key, List<MappingProblem> problems, String raw)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.delivery_id, coalesce(d.run_id, 0) from hub.change c left join hub.delivery d on d.id = c.delivery_id
                where c.entity_id = ? and c.id = ?""")) {
            query.setLong(1, entity);
            query.setLong(2, change);
            try (ResultSet row = query.executeQuery()) {
                boolean known = row.next();
                new FailureLog(connection, "to-" + target, payloads)
                        .write(
                                known ? row.getLong(1) : 0,
                                known ? row.getLong(2) : 0,
                                List.of(new FailedRecord(key, 0, "deliver", problems, raw)));
            }
        }
    }

    /** A later change of the record got through. */
    private void settled(List<String> failureKeys) throws SQLException {
        settle(failureKeys, "a later change was delivered");
    }

    private void settle(List<String> failureKeys, String outcome) throws SQLException {
        if (failureKeys.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure set state = 'resolved', outcome = ?, last_seen = now(), version = version + 1,
                    changed_by = 'hub', changed_at = now()
                where feed = ? and source_key = any(?) and state in ('open', 'held', 'retrying')""")) {
            update.setString(1, outcome);
            update.setString(2, "to-" + target);
            update.setArray(3, connection.createArrayOf("text", new TreeSet<>(failureKeys).toArray()));
            update.executeUpdate();
        }
    }

    private <T> Array array(String type, List<T> elements, Function<T, Object> value) throws SQLException {
        List<Object> values = new ArrayList<>(elements.size());
        elements.forEach(element -> values.add(value.apply(element)));
        return connection.createArrayOf(type, values.toArray());
    }
}
