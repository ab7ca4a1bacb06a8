package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import uk.fosteringhub.core.deliver.Parcels.Parcel;
import uk.fosteringhub.core.store.ByKey;

/** A parcel to which an answer has come, within one transaction. */
final class ParcelAnswers {
    private final Connection connection;
    private final Parcel parcel;

    ParcelAnswers(Connection connection, Parcel parcel) {
        this.connection = connection;
        this.parcel = parcel;
    }

    /**
     * Of several processes one keeps answers to a parcel at a time. What is answered was sent, also where the process that
     * sent it did not come to note it.
     */
    void begin() throws SQLException {
        ByKey.only(connection);
        try (PreparedStatement update =
                connection.prepareStatement("update hub.parcel set sent_at = coalesce(sent_at, now()) where id = ?")) {
            update.setLong(1, parcel.id());
            update.executeUpdate();
        }
    }

    /**
     * Writes the receipts of changes whose sender has not come to it: it was killed, or is another process that is about to.
     * They are then no longer on their way.
     */
    void sent(List<Long> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with waiting as (
                    select change_id from hub.outgoing where target = ? and change_id = any(?) order by change_id for update),
                gone as (
                    delete from hub.outgoing o using waiting w where o.target = ? and o.change_id = w.change_id
                    returning o.change_id, o.changed_at, o.entity_id)
                insert into hub.receipt (target, change_id, changed_at, entity_id, record_type, state, answer, target_key,
                    attempts)
                select p.target, g.change_id, g.changed_at, g.entity_id, p.record_type, 'sent', 'in ' || p.name, '', 1
                from gone g cross join hub.parcel p where p.id = ? on conflict do nothing""")) {
            insert.setString(1, parcel.target());
            insert.setArray(2, connection.createArrayOf("bigint", changes.toArray()));
            insert.setString(3, parcel.target());
            insert.setLong(4, parcel.id());
            insert.executeUpdate();
        }
    }

    /** How many of its changes no answer has spoken of. */
    int open() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select count(*) from hub.parcel_line l where parcel_id = ? and (
                    exists (select 1 from hub.outgoing o where o.target = l.target and o.change_id = l.change_id)
                    or exists (select 1 from hub.receipt r where r.target = l.target and r.change_id = l.change_id
                        and r.state not in ('delivered', 'refused')))""")) {
            query.setLong(1, parcel.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Nothing more is looked for. */
    void close() throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hub.parcel set answered_at = now() where id = ?")) {
            update.setLong(1, parcel.id());
            update.executeUpdate();
        }
    }
}
