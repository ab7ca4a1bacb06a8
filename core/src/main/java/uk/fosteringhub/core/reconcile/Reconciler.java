package uk.fosteringhub.core.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import uk.fosteringhub.core.store.Database;

/**
 * Compares what two systems say of the same records: is everything there, and is it equal, field by field? For a council
 * that moves from one system to another.
 *
 * <p>Records are paired by entity, as the hub linked them, and compared as canonical values, so after the same
 * normalisation. What has ended is not compared. What a system sent and the hub has not taken up cannot be compared, so it is
 * counted: while any of it waits, two systems are not said to be equal. One transaction sees one state of the store and writes nothing; memory
 * does not grow with the number of records.
 */
public final class Reconciler {
    private static final int BATCH = 1_000;

    private final Database database;

    public Reconciler(Database database) {
        this.database = database;
    }

    /**
     * @param where only records of which one of the systems says all of this; empty: all records
     * @param findings takes everything that differs, by record type and hub id, while the comparison goes on
     * @throws uk.fosteringhub.core.store.StoreUnavailable if the database cannot be reached
     */
    public Reconciliation compare(
            Brought system, Brought other, List<Scope> scopes, List<Condition> where, Consumer<Finding> findings) {
        return database.inTransaction(connection -> {
            try (Statement oneState = connection.createStatement()) {
                oneState.execute("set transaction isolation level repeatable read, read only");
            }
            Map<String, Waiting> waiting = WaitingByFeed.read(connection);
            List<RecordResult> results = new ArrayList<>();
            Set<String> compared = new TreeSet<>();
            for (Scope scope : scopes) {
                String record = scope.type().name();
                results.add(tally(connection, system.system(), other.system(), scope, where, findings)
                        .result(system.waiting(record, waiting), other.waiting(record, waiting)));
                compared.add(record);
            }
            return new Reconciliation(
                    system.system(),
                    other.system(),
                    where,
                    List.copyOf(results),
                    new Remainder(system, other, waiting).beside(compared, connection));
        });
    }

    private static Tally tally(
            Connection connection,
            String system,
            String other,
            Scope scope,
            List<Condition> where,
            Consumer<Finding> findings)
            throws SQLException {
        Tally tally = new Tally(scope);
        Comparison comparison = new Comparison(scope, tally, findings);
        Pointers pointers = new Pointers(connection, scope);
        try (ToldCursor entities = new ToldCursor(connection, scope.type(), system, other)) {
            List<Told> batch = new ArrayList<>(BATCH);
            for (Optional<Told> next = entities.next(); next.isPresent(); next = entities.next()) {
                if (concerns(scope, next.get(), where)) {
                    batch.add(next.get());
                }
                if (batch.size() == BATCH) {
                    compare(scope, batch, pointers, comparison);
                }
            }
            compare(scope, batch, pointers, comparison);
        }
        return tally;
    }

    private static void compare(Scope scope, List<Told> batch, Pointers pointers, Comparison comparison)
            throws SQLException {
        var entities = pointers.of(scope, batch);
        batch.forEach(told -> comparison.compare(told, entities));
        batch.clear();
    }

    private static boolean concerns(Scope scope, Told told, List<Condition> where) {
        return where.stream()
                .allMatch(condition -> told.bySystem.stream().anyMatch(said -> condition.holds(scope.type(), said))
                        || told.byOther.stream().anyMatch(said -> condition.holds(scope.type(), said)));
    }
}
