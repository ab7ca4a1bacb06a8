package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.sync.Fate;

/** A change that a target did not take goes back among those that wait for it; the target's line brings it again. */
final class TargetReplay {
    private static final String PREFIX = "to-";

    private final Set<String> targets;

    /** @param targets that are in use */
    TargetReplay(Set<String> targets) {
        this.targets = targets;
    }

    static boolean isAbout(String feed) {
        return feed.startsWith(PREFIX);
    }

    /** A change with no receipt that stands. */
    private record Refused(long change, java.sql.Timestamp changedAt, String state) {}

    /**
     * @param key {@code person 1001}
     * @param write false: only what would become of it
     */
    Fate apply(Connection connection, String feed, String key, boolean write) throws SQLException {
        String target = feed.substring(PREFIX.length());
        if (!targets.contains(target)) {
            return Fate.of(Fate.Kind.LEFT, target + " gets no changes any more (hub.systems." + target + ".out)");
        }
        if (!key.matches("[a-z_]+ [0-9]{1,18}")) {
            return Fate.of(Fate.Kind.LEFT, "this is about an answer of " + target + ", which has to send a better one");
        }
        long entity = Long.parseLong(key.substring(key.indexOf(' ') + 1));
        if (yes(connection, "select exists (select 1 from hub.redirect where old_entity = ?)", entity)) {
            return Fate.of(Fate.Kind.SUPERSEDED, "the record has become part of another one");
        }
        if (yes(
                connection,
                "select exists (select 1 from hub.outgoing where target = '" + target.replace("'", "''")
                        + "' and entity_id = ?)",
                entity)) {
            return Fate.of(Fate.Kind.ALREADY, "a change of the record is on its way to " + target);
        }
        Optional<Refused> refused = newest(connection, target, entity);
        if (refused.isEmpty()) {
            return Fate.of(
                    Fate.Kind.LEFT,
                    "the change itself is no longer kept, a later one was taken, or the record has ended; the next change"
                            + " of the record is sent");
        }
        if (write) {
            again(connection, target, entity, refused.get());
        }
        return Fate.of(Fate.Kind.APPLIED, "the change is on its way to " + target + " again");
    }

    /**
     * Passes over changes that did not concern the target, since the refusal of an earlier one may have come after them. The
     * record is judged anew when it goes; only that it has ended a change from before then would not show.
     */
    private static Optional<Refused> newest(Connection connection, String target, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select r.change_id, r.changed_at, r.state, c.id is not null
                from hub.receipt r left join hub.change c on c.entity_id = r.entity_id and c.id = r.change_id
                where r.target = ? and r.entity_id = ? and (r.state <> 'not_wanted' or c.kind = 'ended')
                order by r.change_id desc limit 1""")) {
            query.setString(1, target);
            query.setLong(2, entity);
            try (ResultSet row = query.executeQuery()) {
                boolean stands =
                        row.next() && Set.of("refused", "given_up").contains(row.getString(3)) && row.getBoolean(4);
                return stands
                        ? Optional.of(new Refused(row.getLong(1), row.getTimestamp(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Without its receipt, so that it can have another; what it said is in the failure's history. What was refused in a file
     * goes in another one.
     */
    private static void again(Connection connection, String target, long entity, Refused refused) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(
                "delete from hub.receipt where target = ? and change_id = ? and changed_at = ?")) {
            forget.setString(1, target);
            forget.setLong(2, refused.change());
            forget.setTimestamp(3, refused.changedAt());
            forget.executeUpdate();
        }
        try (PreparedStatement unpack = connection.prepareStatement(
                "delete from hub.parcel_line where ? = 'refused' and target = ? and change_id = ?")) {
            unpack.setString(1, refused.state());
            unpack.setString(2, target);
            unpack.setLong(3, refused.change());
            unpack.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.outgoing (target, change_id, changed_at, entity_id, version)
                select ?, c.id, c.changed_at, c.entity_id, c.version from hub.change c
                where c.entity_id = ? and c.id = ? on conflict do nothing""")) {
            insert.setString(1, target);
            insert.setLong(2, entity);
            insert.setLong(3, refused.change());
            insert.executeUpdate();
        }
    }

    private static boolean yes(Connection connection, String sql, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, entity);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
