package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** The checks on persons, with their dates; without names and certificate numbers. */
public final class CheckList {
    private final Database database;

    public CheckList(Database database) {
        this.database = database;
    }

    /**
     * In the order of their hub ids, those that have not ended.
     *
     * @param status only these; empty: all
     * @param after only hub ids beyond this one
     * @param restricted whether checks on restricted persons are shown too
     * @return each a JSON object
     */
    public List<String> of(Optional<String> status, long after, int limit, boolean restricted) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("""
                    select jsonb_strip_nulls(jsonb_build_object('id', id, 'kind', kind, 'status', status,
                        'person', person, 'household', household, 'assessment', assessment, 'requestedBy', requested_by,
                        'consentedOn', consented_on, 'requestedOn', requested_on, 'sentOn', sent_on,
                        'chasedOn', chased_on, 'chasers', chasers, 'returnedOn', returned_on, 'printedOn', printed_on,
                        'validUntil', valid_until,
                        'checkedAt', to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'outcome', outcome))
                    from fostering.check g
                    where id > ? and ended_at is null and (?::text is null or status = ?) and (? or not %s)
                    order by id limit ?""".formatted(Restricted.concerns(RecordTypes.CHECK, "g")))) {
                query.setLong(1, after);
                query.setString(2, status.orElse(null));
                query.setString(3, status.orElse(null));
                query.setBoolean(4, restricted);
                query.setInt(5, limit);
                List<String> checks = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        checks.add(rows.getString(1));
                    }
                }
                return checks;
            }
        });
    }
}
