package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** The repair plans and how far they are. */
public final class RepairList {
    /** A system that no longer says what it said, and does not differ, says what holds. */
    private static final String PROGRESS = """
            case when i.outcome is null then 'PLANNED'
                when i.outcome = 'l' then 'LEFT_OUT'
                when not exists (select 1 from hub.difference d where d.entity_id = i.entity_id and d.field = i.field
                    and d.other = i.other) then 'REPAIRED'
                when i.outcome = 'h' then 'BY_HAND'
                when r.state = 'sent' then 'SENT'
                when r.state = 'delivered' then 'DELIVERED'
                when r.state is not null then 'FAILED'
                else 'WAITING' end""";

    private static final String FROM = """
             from hub.repair_item i left join hub.receipt r
                on r.target = i.system and r.change_id = i.change_id and r.changed_at = i.changed_at""";
    private static final String RESTRICTED = "(case i.record_type "
            + RecordTypes.all().stream()
                    .map(type -> "when '" + type.name() + "' then coalesce((select "
                            + Restricted.concerns(type, "g") + " from fostering." + type.name()
                            + " g where g.id = i.entity_id), false)")
                    .collect(Collectors.joining(" "))
            + " else false end)";

    private final Database database;

    public RepairList(Database database) {
        this.database = database;
    }

    /**
     * The newest first.
     *
     * @param before only those with a lower number; 0: from the newest
     */
    public List<RepairPlan> of(long before, int limit) {
        return database.inTransaction(connection -> plans(connection, "? = 0 or id < ?", before, limit));
    }

    public Optional<RepairPlan> one(long plan) {
        return database.inTransaction(connection -> plans(connection, "id = ? and id = ?", plan, 1)).stream()
                .findFirst();
    }

    /**
     * The items of a plan from one place on.
     *
     * @param after only those behind this place; 0: from the first
     * @param restricted whether what concerns restricted persons is shown too
     */
    public List<RepairItem> items(long plan, int after, int limit, boolean restricted) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select i.item, i.record_type, i.entity_id, i.field, i.owner, i.owner_value, i.system, i.other,"
                            + " i.other_value, i.why, " + PROGRESS + ", coalesce(r.answer, ''), i.change_id, "
                            + RESTRICTED
                            + FROM + " where i.plan_id = ? and i.item > ? and (? or not " + RESTRICTED
                            + ") order by i.item limit ?")) {
                query.setLong(1, plan);
                query.setInt(2, after);
                query.setBoolean(3, restricted);
                query.setInt(4, limit);
                List<RepairItem> items = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        items.add(item(rows));
                    }
                }
                return items;
            }
        });
    }

    private static RepairItem item(ResultSet row) throws SQLException {
        return new RepairItem(
                row.getInt(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                RepairItem.Progress.valueOf(row.getString(11)),
                row.getString(12),
                Optional.ofNullable(row.getObject(13, Long.class)),
                row.getBoolean(14));
    }

    private static List<RepairPlan> plans(Connection connection, String which, long number, int limit)
            throws SQLException {
        Map<Long, RepairPlan> plans = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select id, state, made_by, made_at, decided_by,"
                + " decided_at from hub.repair_plan where " + which + " order by id desc limit ?")) {
            query.setLong(1, number);
            query.setLong(2, number);
            query.setInt(3, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    plans.put(
                            rows.getLong(1),
                            new RepairPlan(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getTimestamp(4).toInstant(),
                                    Optional.of(rows.getString(5)).filter(actor -> !actor.isEmpty()),
                                    Optional.ofNullable(rows.getTimestamp(6)).map(Timestamp::toInstant),
                                    new EnumMap<>(RepairItem.Progress.class)));
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select i.plan_id, " + PROGRESS + ", count(*)" + FROM + " where i.plan_id = any(?) group by 1, 2")) {
            query.setArray(1, connection.createArrayOf("bigint", plans.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    plans.get(rows.getLong(1))
                            .items()
                            .put(RepairItem.Progress.valueOf(rows.getString(2)), rows.getLong(3));
                }
            }
        }
        return List.copyOf(plans.values());
    }
}
