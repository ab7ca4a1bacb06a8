package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.store.Database;

/** Makes plans that put differences right: which system is told which value, by the hub or by hand. */
public final class RepairPlans {
    /** Most items of a plan: a person releases what a person can look through. */
    public static final int MOST_ITEMS = 5_000;

    private final Database database;
    private final DifferenceList differences;
    private final RepairWays ways;
    private final Standing standing;
    private final RepairRelease release;
    private final AuditLog audit;

    public RepairPlans(Hub hub) {
        this(
                hub.database(),
                hub.settings().targets(),
                hub.mappings(),
                new Ownership(hub.settings().ownership()));
    }

    /** @param targets who can be told anything */
    public RepairPlans(Database database, List<OutgoingSettings> targets, Mappings mappings, Ownership ownership) {
        this.database = database;
        this.differences = new DifferenceList(database);
        this.ways = new RepairWays(targets, mappings);
        this.standing = new Standing(new Merge(ownership));
        this.release = new RepairRelease(standing);
        this.audit = new AuditLog(database);
    }

    /**
     * A draft from differences that were chosen one by one. Those that are no longer so, have been accepted, or may not be
     * seen are left out.
     *
     * @return empty if nothing is left to be put right
     * @throws IllegalArgumentException if there are more than {@link #MOST_ITEMS}
     */
    public Optional<Long> plan(List<Long> ids, boolean restricted, String actor) {
        bounded(ids.size());
        List<ListedDifference> chosen = new ArrayList<>();
        for (long id : new TreeSet<>(ids)) {
            differences.one(id, restricted).ifPresent(chosen::add);
        }
        return make(chosen, actor);
    }

    /**
     * A draft from all open differences that fit a filter.
     *
     * @return empty if there are none
     * @throws IllegalArgumentException if there are more than {@link #MOST_ITEMS}
     */
    public Optional<Long> plan(DifferenceFilter filter, String actor) {
        List<ListedDifference> chosen = differences.of(filter, 0, MOST_ITEMS + 1);
        bounded(chosen.size());
        return make(chosen, actor);
    }

    private static void bounded(int items) {
        if (items > MOST_ITEMS) {
            throw new IllegalArgumentException("A plan holds at most " + MOST_ITEMS
                    + " differences, so that a person can look through it; choose one field or one system.");
        }
    }

    private Optional<Long> make(List<ListedDifference> chosen, String actor) {
        Map<String, List<ListedDifference>> byType = new TreeMap<>();
        chosen.stream()
                .filter(difference -> difference.acceptance().isEmpty())
                .forEach(difference -> byType.computeIfAbsent(difference.recordType(), type -> new ArrayList<>())
                        .add(difference));
        if (byType.isEmpty()) {
            return Optional.empty();
        }
        return database.inTransaction(connection -> {
            List<Planned> items = new ArrayList<>();
            for (var ofType : byType.entrySet()) {
                items.addAll(
                        planned(connection, RecordTypes.named(ofType.getKey()).orElseThrow(), ofType.getValue()));
            }
            if (items.isEmpty()) {
                return Optional.<Long>empty();
            }
            long plan = insert(connection, actor);
            insert(connection, plan, items);
            audit.write(
                    connection,
                    AuditEntry.of(actor, "repair-planned", "repair plan " + plan)
                            .with("items", String.valueOf(items.size())));
            return Optional.of(plan);
        });
    }

    private record Planned(Difference difference, String why) {}

    private List<Planned> planned(Connection connection, RecordType type, List<ListedDifference> chosen)
            throws SQLException {
        Map<Standing.Name, RepairWays.Known> now = standing.of(
                connection,
                type,
                chosen.stream().map(ListedDifference::entity).distinct().toList());
        Map<String, List<RepairWays.Known>> bySystem = new TreeMap<>();
        for (ListedDifference difference : chosen) {
            RepairWays.Known known =
                    now.get(new Standing.Name(difference.entity(), difference.field(), difference.other()));
            if (known != null) {
                bySystem.computeIfAbsent(difference.otherSystem(), system -> new ArrayList<>())
                        .add(known);
            }
        }
        List<Planned> items = new ArrayList<>();
        for (List<RepairWays.Known> ofSystem : bySystem.values()) {
            List<String> why = ways.of(connection, ofSystem);
            for (int i = 0; i < why.size(); i++) {
                items.add(new Planned(ofSystem.get(i).difference(), why.get(i)));
            }
        }
        return items;
    }

    private static long insert(Connection connection, String actor) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.repair_plan (state, made_by) values ('draft', ?) returning id")) {
            insert.setString(1, actor);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, long plan, List<Planned> items) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.repair_item (plan_id, item, record_type, entity_id, field, owner, owner_value, system, other,
                    other_value, way, why)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            int number = 0;
            for (Planned planned : items) {
                Difference difference = planned.difference();
                insert.setLong(1, plan);
                insert.setInt(2, ++number);
                insert.setString(3, difference.type().name());
                insert.setLong(4, difference.entity());
                insert.setString(5, difference.field());
                insert.setString(6, difference.owner());
                insert.setString(7, difference.ownerValue());
                insert.setString(8, difference.otherSystem());
                insert.setString(9, difference.other());
                insert.setString(10, difference.otherValue());
                insert.setString(11, planned.why().isEmpty() ? "sent" : "by_hand");
                insert.setString(12, planned.why());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Puts what the plan says on its way, all of it or nothing. A plan that was released before stays as it is, however often
     * and by however many this is asked for.
     *
     * @return whether this call released it
     */
    public boolean release(long plan, String actor) {
        return database.inTransaction(connection -> {
            if (!decide(connection, plan, "released", actor)) {
                return false;
            }
            RepairRelease.Counts counts = release.carryOut(connection, plan);
            audit.write(
                    connection,
                    AuditEntry.of(actor, "repair-released", "repair plan " + plan)
                            .with("told", String.valueOf(counts.told()))
                            .with("by-hand", String.valueOf(counts.byHand()))
                            .with("left-out", String.valueOf(counts.leftOut())));
            return true;
        });
    }

    /** Gives a draft up. */
    public boolean drop(long plan, String actor) {
        return database.inTransaction(connection -> {
            if (!decide(connection, plan, "dropped", actor)) {
                return false;
            }
            audit.write(connection, AuditEntry.of(actor, "repair-dropped", "repair plan " + plan));
            return true;
        });
    }

    /** The row's lock lets the second of two who press at once see what the first has done. */
    private static boolean decide(Connection connection, long plan, String state, String actor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.repair_plan set state = ?, decided_by = ?, decided_at = now()
                where id = ? and state = 'draft'""")) {
            update.setString(1, state);
            update.setString(2, actor);
            update.setLong(3, plan);
            return update.executeUpdate() == 1;
        }
    }
}
