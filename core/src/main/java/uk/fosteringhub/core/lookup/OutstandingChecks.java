package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** Checks that somebody waits for, or that soon no longer count. */
public final class OutstandingChecks {
    private final Database database;

    public OutstandingChecks(Database database) {
        this.database = database;
    }

    /** Which checks. */
    public enum Which {
        /** Requested, sent or chased, and not back. */
        AWAITED("g.status in ('REQUESTED', 'SENT', 'CHASED')"),
        /** Back, and to be looked at by a person. */
        RETURNED("g.status = 'RETURNED'"),
        /** Counting, and over within sixty days. */
        ENDING("g.status = 'CURRENT' and g.valid_until <= current_date + 60"),
        /** No longer counting. */
        OVER("g.status in ('EXPIRED', 'NOT_CURRENT')");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /**
     * A check.
     *
     * @param person hub id of whom it is on
     * @param name theirs, masked
     * @param since the day of its last step, as far as it is known
     */
    public record Listed(
            long id,
            String kind,
            String status,
            Optional<Long> person,
            String name,
            Optional<LocalDate> requestedOn,
            Optional<LocalDate> sentOn,
            Optional<LocalDate> chasedOn,
            long chasers,
            Optional<LocalDate> returnedOn,
            Optional<LocalDate> validUntil,
            Optional<LocalDate> since) {}

    /**
     * Those that have waited longest first.
     *
     * @param kind only these; empty: all
     * @param restricted whether checks on restricted persons are shown too
     * @param skip how many to leave out, for the next page
     */
    public List<Listed> of(Which which, Optional<String> kind, boolean restricted, int skip, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    """
                    select g.id, g.kind, g.status, g.person, p.given_name, p.family_name, g.requested_on, g.sent_on,
                        g.chased_on, coalesce(g.chasers, 0), g.returned_on, g.valid_until,
                        case when g.status in ('CURRENT', 'EXPIRED') then g.valid_until
                            else coalesce(g.returned_on, g.sent_on, g.requested_on) end as since
                    from fostering.check g left join fostering.person p on p.id = g.person
                    where g.ended_at is null and %s and (?::text is null or g.kind = ?) and (? or not %s)
                    order by since nulls last, g.id offset ? limit ?""".formatted(which.condition, Restricted.concerns(RecordTypes.CHECK, "g")))) {
                query.setString(1, kind.orElse(null));
                query.setString(2, kind.orElse(null));
                query.setBoolean(3, restricted);
                query.setInt(4, skip);
                query.setInt(5, limit);
                return read(query);
            }
        });
    }

    /** How many there are of each sort, restricted persons' included: a number says nothing of anybody. */
    public long count(Which which) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "select count(*) from fostering.check g where g.ended_at is null and " + which.condition);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** The kinds there are, in the order of the alphabet. */
    public List<String> kinds() {
        return database.inTransaction(connection -> {
            List<String> kinds = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                            "select distinct kind from fostering.check where kind is not null order by kind");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    kinds.add(rows.getString(1));
                }
            }
            return kinds;
        });
    }

    private static List<Listed> read(PreparedStatement query) throws SQLException {
        List<Listed> checks = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String name = masked("given_name", row.getString(5)) + " " + masked("family_name", row.getString(6));
                checks.add(new Listed(
                        row.getLong(1),
                        Optional.ofNullable(row.getString(2)).orElse(""),
                        row.getString(3),
                        Optional.ofNullable(row.getObject(4, Long.class)),
                        name.strip(),
                        date(row, 7),
                        date(row, 8),
                        date(row, 9),
                        row.getLong(10),
                        date(row, 11),
                        date(row, 12),
                        date(row, 13)));
            }
        }
        return checks;
    }

    private static String masked(String field, String value) {
        return value == null ? "" : MaskedRecord.value(RecordTypes.PERSON, field, value);
    }

    private static Optional<LocalDate> date(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
