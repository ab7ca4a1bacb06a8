package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** Corrections of what caused an enquiry. The newest that was not taken back wins over all evidence. */
public final class Corrections {
    private final Database database;
    private final AuditLog audit;
    private final Attributor attributor;

    public Corrections(Database database, AuditLog audit, Attributor attributor) {
        this.database = database;
        this.audit = audit;
        this.attributor = attributor;
    }

    /** A correction that cannot be made; the message says why and what to do. */
    public static final class NotPossible extends Exception {
        private static final long serialVersionUID = 1L;

        NotPossible(String sentence) {
            super(sentence);
        }
    }

    /**
     * Says what caused an enquiry; its attribution is right at once.
     *
     * @param channel code of a channel that causes
     * @param campaign name; empty: none
     * @param reason in the person's own words; not empty
     * @throws NotPossible if there is no such enquiry or channel, or no reason is given
     */
    public void correct(String actor, long enquiry, String channel, String campaign, String reason) throws NotPossible {
        SourceRules rules = attributor.rules();
        if (!rules.channels().containsKey(channel)) {
            throw new NotPossible("There is no channel " + channel + "; choose one of the list.");
        }
        if (reason.isBlank()) {
            throw new NotPossible("A correction needs a reason; say how you know.");
        }
        boolean there = database.inTransaction(connection -> {
            if (!exists(connection, enquiry)) {
                return false;
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into hub.attribution_correction (enquiry_id, channel, campaign, reason, corrected_by)"
                            + " values (?, ?, ?, ?, ?)")) {
                insert.setLong(1, enquiry);
                insert.setString(2, channel);
                insert.setString(3, campaign.strip());
                insert.setString(4, reason.strip());
                insert.setString(5, actor);
                insert.executeUpdate();
            }
            attributor.again(connection, Set.of(enquiry));
            audit.write(
                    connection,
                    new AuditEntry(
                            actor,
                            "attribution-corrected",
                            "enquiry " + enquiry,
                            Optional.of(enquiry),
                            reason.strip(),
                            Map.of("channel", channel)));
            return true;
        });
        if (!there) {
            throw new NotPossible("There is no enquiry " + enquiry + ".");
        }
    }

    /**
     * Takes all corrections of an enquiry back, so that the evidence counts again.
     *
     * @throws NotPossible if there is none, or no reason is given
     */
    public void takeBack(String actor, long enquiry, String reason) throws NotPossible {
        if (reason.isBlank()) {
            throw new NotPossible("Say why the correction is taken back.");
        }
        int taken = database.inTransaction(connection -> {
            int changed;
            try (PreparedStatement update = connection.prepareStatement("""
                update hub.attribution_correction set taken_back_by = ?, taken_back_at = now()
                where taken_back_at is null and (enquiry_id = ? or enquiry_id in
                    (select old_entity from hub.redirect where new_entity = ?))\
                """)) {
                update.setString(1, actor);
                update.setLong(2, enquiry);
                update.setLong(3, enquiry);
                changed = update.executeUpdate();
            }
            if (changed > 0) {
                attributor.again(connection, Set.of(enquiry));
                audit.write(
                        connection,
                        new AuditEntry(
                                actor,
                                "attribution-correction-taken-back",
                                "enquiry " + enquiry,
                                Optional.of(enquiry),
                                reason.strip(),
                                Map.of()));
            }
            return changed;
        });
        if (taken == 0) {
            throw new NotPossible("Enquiry " + enquiry + " has no correction to take back.");
        }
    }

    /** All that count now, by their enquiries; those of enquiries that were merged count for the one they became. */
    static Map<Long, Correction> current(Connection connection) throws SQLException {
        Map<Long, Correction> current = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select c.id, coalesce(r.new_entity, c.enquiry_id), c.channel, c.campaign, c.reason, c.corrected_by,
                c.corrected_at
            from hub.attribution_correction c left join hub.redirect r on r.old_entity = c.enquiry_id
            where c.taken_back_at is null order by c.id\
            """);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                current.put(
                        row.getLong(2),
                        new Correction(
                                row.getLong(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getTimestamp(7).toInstant()));
            }
        }
        return current;
    }

    private static boolean exists(Connection connection, long enquiry) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from hub.enquiry_received where id = ?")) {
            query.setLong(1, enquiry);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The channels to choose from, by their labels. */
    public List<SourceRules.Channel> choices() {
        return attributor.rules().channels().values().stream()
                .filter(channel -> !channel.code().equals(SourceRules.NOT_KNOWN))
                .sorted(java.util.Comparator.comparing(SourceRules.Channel::label))
                .toList();
    }
}
