package uk.fosteringhub.core.deliver;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.ByKey;
import uk.fosteringhub.core.store.EntityLock;

/** {@code hub.receipt} and what goes with it, within one transaction. */
final class Receipts {
    private static final String LATER_DELIVERED = "a later change was delivered";

    private static final String INSERT = """
            with told as (
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[])
                    as t (change_id, state, answer, target_key, entity_id, record_type, attempts)),
            gone as (
                delete from hub.outgoing o where o.target = ? and o.change_id = any(?) returning o.change_id, o.changed_at)
            insert into hub.receipt (target, change_id, changed_at, entity_id, record_type, state, answer, target_key,
                attempts)
            select ?, g.change_id, g.changed_at, t.entity_id, t.record_type, t.state, t.answer, t.target_key, t.attempts
            from gone g join told t using (change_id) order by g.change_id
            on conflict do nothing returning change_id""";

    private final Connection connection;
    private final String target;
    private final TargetFailures failures;

    Receipts(Connection connection, String target, Payloads payloads) {
        this.connection = connection;
        this.target = target;
        this.failures = new TargetFailures(connection, target, payloads);
    }

    /** Writes receipts for changes that have none; the changes are then no longer on their way. */
    void write(List<ToldChange> told) throws SQLException {
        if (told.isEmpty()) {
            return;
        }
        if (told.stream().anyMatch(one -> one.targetKey().isPresent())) {
            EntityLock.shared(connection);
        }
        Set<Long> written = insert(told);
        List<ToldChange> anew =
                told.stream().filter(one -> written.contains(one.number())).toList();
        for (ToldChange one : anew) {
            if (one.targetKey().isPresent()) {
                new ExpectedKey(connection, target)
                        .expect(
                                one.keyspace(),
                                one.change().change().type(),
                                one.targetKey().get(),
                                one.change().change().entity());
            }
        }
        List<ToldChange> deciding = deciding(anew);
        for (ToldChange one : deciding) {
            if (!one.problems().isEmpty()) {
                failures.fail(one.ofRecord(), one.problems(), one.fieldsAsJson());
            }
        }
        failures.settle(
                deciding.stream()
                        .filter(one -> one.state().equals("delivered"))
                        .map(ToldChange::ofRecord)
                        .toList(),
                LATER_DELIVERED);
        failures.settle(
                deciding.stream()
                        .filter(one -> one.state().equals("not_wanted"))
                        .map(ToldChange::ofRecord)
                        .toList(),
                "the target does not want the record as it is now");
    }

    /** Of each record the last change that says whether a failure of it stands, whatever order they were told in. */
    private static List<ToldChange> deciding(List<ToldChange> told) {
        Map<String, ToldChange> last = new TreeMap<>();
        for (ToldChange one : told) {
            if (!one.problems().isEmpty()
                    || one.state().equals("delivered")
                    || one.state().equals("not_wanted") && one.owed()) {
                last.merge(one.failureKey(), one, (before, other) -> before.number() > other.number() ? before : other);
            }
        }
        return List.copyOf(last.values());
    }

    private Set<Long> insert(List<ToldChange> told) throws SQLException {
        Set<Long> written = new HashSet<>();
        ByKey.alike(connection)
                .ask(
                        INSERT,
                        row -> written.add(row.getLong(1)),
                        array("bigint", told, ToldChange::number),
                        array("text", told, ToldChange::state),
                        array("text", told, one -> FailureLog.withoutNul(one.answer())),
                        array("text", told, one -> one.targetKey().orElse("")),
                        array("bigint", told, one -> one.change().change().entity()),
                        array("text", told, one -> one.change().change().type().name()),
                        array("int", told, one -> one.change().attempt()),
                        target,
                        array("bigint", told, ToldChange::number),
                        target)
                .execute();
        return written;
    }

    /**
     * Takes an answer that came later than the record went. It counts whatever the hub thought of the change meanwhile, such
     * as that nobody waits for it any more: the target has it. Once taken, it is not refused by an older answer. Only under
     * {@link EntityLock#shared}.
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
        TargetFailures.Change change =
                new TargetFailures.Change(ToldChange.failureKey(type.name(), entity), entity, receipt.change());
        if (receipt.state() == Receipt.State.REFUSED) {
            failures.fail(change, List.of(refusal(target, receipt.answer())), "{}");
            return;
        }
        if (receipt.targetKey().isPresent()) {
            new ExpectedKey(connection, target)
                    .expect(keyspaceOf.apply(type), type, receipt.targetKey().get(), entity);
        }
        failures.settle(List.of(change), LATER_DELIVERED);
    }

    /** An answer that cannot be used is a failure until a better one comes. */
    void doubt(String answer, Optional<String> doubt) throws SQLException {
        if (doubt.isEmpty()) {
            failures.settle(answer, "every record is answered");
        } else {
            failures.fail(answer, new MappingProblem(0, "", "", "answer", doubt.get(), ""));
        }
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

    private <T> Array array(String type, List<T> elements, Function<T, Object> value) throws SQLException {
        List<Object> values = new ArrayList<>(elements.size());
        elements.forEach(element -> values.add(value.apply(element)));
        return connection.createArrayOf(type, values.toArray());
    }
}
