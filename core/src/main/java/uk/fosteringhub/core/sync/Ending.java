package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.core.store.References;

/** Ends what a snapshot no longer has. A record keeps its values; it is marked as ended, and its source is forgotten. */
final class Ending {
    private final FeedContext context;
    private final Merge merge;

    Ending(FeedContext context, Merge merge) {
        this.context = context;
        this.merge = merge;
    }

    /** Why so much must not be ended without a person's word; empty if it may. */
    String doubt(Comparison.Gone gone, long unkeyed) {
        if (gone.gone() == 0) {
            return "";
        }
        double share = (double) gone.gone() / gone.records();
        if (unkeyed > 0) {
            return gone.gone() + " records are gone from the snapshot, but " + unkeyed
                    + " of its rows cannot be read or have no key and may be these: nothing was ended";
        }
        if (share > context.feed().maxEndedShare()) {
            return "the snapshot would end " + gone.gone() + " of " + gone.records() + " records ("
                    + Math.round(share * 100) + "%), more than the "
                    + Math.round(context.feed().maxEndedShare() * 100)
                    + "% allowed: the ending is held. If the source is right, raise hub.systems."
                    + context.feed().system() + ".feeds."
                    + context.feed().name().substring(context.feed().system().length() + 1)
                    + ".max-ended-share for one run and deliver the file again";
        }
        return "";
    }

    /** The next keys to end, taken from those that the comparison has kept in its session. */
    static List<String> nextGone(Connection session, int most) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("""
                delete from unseen where key in (select key from unseen order by key limit ?) returning key""")) {
            query.setInt(1, most);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    /** Ends some records, in the caller's transaction. */
    void end(Connection connection, List<String> keys) throws SQLException {
        EntityLock.shared(connection);
        RecordType type = context.mapping().recordType();
        Instant now = CanonicalJson.micros(Instant.now());
        Map<Long, String> causes = new HashMap<>();
        new Contributions(connection, type)
                .end(context.source(), keys, context.delivery())
                .forEach((entity, key) -> causes.put(entity, context.causeOf(key)));
        context.notes().ended(connection, type, context.source(), keys);
        References references = new References(connection, context.feedId(), context.delivery());
        context.remaking(connection, merge, references, now).of(type, causes);
        try (PreparedStatement forget =
                connection.prepareStatement("delete from hub.source_record where feed_id = ? and key = any(?)")) {
            forget.setInt(1, context.feedId());
            forget.setArray(2, connection.createArrayOf("text", keys.toArray()));
            forget.executeUpdate();
        }
        new DeliveryLog(connection).countEnded(context.delivery(), keys.size());
    }

    /** Keeps what would have been ended, for the person who decides. */
    static void hold(Connection session, int feedId, long delivery) throws SQLException {
        forgetHeld(session, feedId);
        try (PreparedStatement insert = session.prepareStatement("""
                insert into hub.held_ending (feed_id, key, delivery_id)
                select ?, key, ? from unseen""")) {
            insert.setInt(1, feedId);
            insert.setLong(2, delivery);
            insert.executeUpdate();
        }
    }

    static void forgetHeld(Connection session, int feedId) throws SQLException {
        try (PreparedStatement delete = session.prepareStatement("delete from hub.held_ending where feed_id = ?")) {
            delete.setInt(1, feedId);
            delete.executeUpdate();
        }
    }
}
