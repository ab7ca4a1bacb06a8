package uk.fosteringhub.core.failures;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/**
 * Removes failures when their time is over, in small steps, so that the room is used again and nobody has to wait. What is
 * unresolved goes too, but only after it was said so.
 */
public final class FailureRetention {
    private static final int AT_ONCE = 5_000;

    private final Database database;
    private final Settings settings;

    public FailureRetention(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * How long failures are kept, counted from when they were last seen or changed.
     *
     * @param resolved those that are resolved or released
     * @param unresolved those that still wait
     * @param warning how long before that it is said
     */
    public record Settings(Duration resolved, Duration discarded, Duration unresolved, Duration warning) {
        public static final Settings DEFAULT =
                new Settings(Duration.ofDays(400), Duration.ofDays(400), Duration.ofDays(730), Duration.ofDays(30));
    }

    /**
     * What was done.
     *
     * @param warned unresolved ones that will be removed
     */
    public record Done(int resolved, int discarded, int unresolved, int warned) {}

    public Done carryOut() {
        int resolved = remove("state in ('resolved', 'released')", settings.resolved());
        int discarded = remove("state = 'discarded'", settings.discarded());
        int unresolved = remove(
                "state in ('open', 'held') and warned_at < now() - make_interval(secs => "
                        + settings.warning().toSeconds() + ")",
                settings.unresolved());
        int warned = warn();
        if (resolved + discarded + unresolved > 0) {
            new FailureRoom(database).giveBack();
        }
        Done done = new Done(resolved, discarded, unresolved, warned);
        if (resolved + discarded + unresolved + warned > 0) {
            new AuditLog(database)
                    .write(new AuditEntry(
                            "hub",
                            "failures-removed",
                            "failures",
                            java.util.Optional.empty(),
                            "their time is over",
                            Map.of(
                                    "resolved", String.valueOf(resolved),
                                    "discarded", String.valueOf(discarded),
                                    "unresolved", String.valueOf(unresolved),
                                    "warned", String.valueOf(warned))));
        }
        return done;
    }

    /** Settled ones by when they were settled; the others by when they were last seen. */
    private int remove(String which, Duration age) {
        int removed = 0;
        for (int group : groups()) {
            int step;
            do {
                step = remove(which, age, group);
                removed += step;
            } while (step == AT_ONCE);
        }
        return removed;
    }

    private int remove(String which, Duration age, int group) {
        return database.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("""
                    delete from hub.failure where id in (
                        select id from hub.failure where group_id = ? and %s
                            and last_seen < now() - make_interval(secs => ?)
                            and changed_at < now() - make_interval(secs => ?)
                        order by last_seen limit ? for update skip locked)\
                    """.formatted(which))) {
                delete.setInt(1, group);
                delete.setDouble(2, age.toSeconds());
                delete.setDouble(3, age.toSeconds());
                delete.setInt(4, AT_ONCE);
                return delete.executeUpdate();
            }
        });
    }

    /** The oldest are found in each group by its index. */
    private List<Integer> groups() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select id from hub.failure_group order by id");
                    ResultSet rows = query.executeQuery()) {
                List<Integer> groups = new ArrayList<>();
                while (rows.next()) {
                    groups.add(rows.getInt(1));
                }
                return groups;
            }
        });
    }

    private int warn() {
        return groups().stream().mapToInt(this::warn).sum();
    }

    /** Without counting as a change: else a warned one would seem young again. */
    private int warn(int group) {
        return database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                with soon as (
                    update hub.failure set warned_at = now()
                    where group_id = ? and state in ('open', 'held') and warned_at is null
                        and last_seen < now() - make_interval(secs => ?)
                    returning id, state)
                insert into hub.failure_event (failure_id, actor, action, from_state, to_state, note)
                select id, 'hub', 'warned', state, state, ? from soon\
                """)) {
                update.setInt(1, group);
                update.setDouble(
                        2, settings.unresolved().minus(settings.warning()).toSeconds());
                update.setString(
                        3,
                        "Nothing has become of it for so long that it will be removed in "
                                + settings.warning().toDays() + " days, unless it is seen again.");
                return update.executeUpdate();
            }
        });
    }
}
