package uk.fosteringhub.core.checks;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.store.Database;

/**
 * Which certificates are due, and which have been asked about on a day. Only the process that leads a run uses it.
 *
 * <p>The rule: a question that may have reached the Update Service is spent for its day, whether or not an answer came
 * back; only one that the service turned away unread may be put again on the same day. A look-up is shown to the
 * certificate's holder, so the same question is not put day after day: not again after "no match" or another name, and
 * otherwise with pauses that grow, 1, 2, 4, 8 … days, as long as nothing came of it.
 */
public final class StatusCheckLedger {
    /** "No match" holds for what was asked; asking the same again would not help. */
    public static final String NO_MATCH = "NO_MATCH_FOUND";

    /** Kept as the status of an answer that names another person; it holds for what was asked, like "no match". */
    public static final String ANOTHER_NAME = "(another name)";

    /** What answers are encrypted as until they are delivered. */
    public static final String ANSWER = "hub.status_check.answer";

    private static final Logger LOG = LoggerFactory.getLogger(StatusCheckLedger.class);

    private final Database database;
    private final Sealer sealer;

    public StatusCheckLedger(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** A day's answer that still has to be delivered. */
    public record Undelivered(String certificate, LocalDate askedOn, String answer) {}

    /**
     * Checks whose holder has consented and subscribes to the Update Service, that were never asked about or last asked
     * about too long ago; those never asked about first. Their hub ids are known as keys afterwards.
     *
     * @param feed which asks
     * @param before those last asked about before this moment
     * @param again since when an answer "no match" or another name still holds, and questions that led to nothing count
     */
    public List<DueCheck> due(String feed, LocalDate today, Instant before, LocalDate again, int most) {
        return database.inTransaction(connection -> {
            List<DueCheck> due = find(connection, today, before, again, most);
            HubKeys.know(
                    connection,
                    HubKeys.UPDATE_SERVICE,
                    "check",
                    feed,
                    due.stream().map(DueCheck::check).toList());
            return due;
        });
    }

    private static List<DueCheck> find(
            Connection connection, LocalDate today, Instant before, LocalDate again, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                with subscribed as (
                    select c.id, c.certificate_number as certificate, c.checked_at,
                        coalesce(c.birth_date, p.birth_date) as birth_date,
                        coalesce(nullif(c.certificate_family_name, ''), nullif(p.family_name, '')) as family_name
                    from fostering.check c left join fostering.person p on p.id = c.person
                    where c.kind = 'DBS' and c.ended_at is null and c.update_service and c.consented_on <= ?
                        and c.certificate_number <> '' and c.outcome is distinct from 'NEW_INFO'
                        and (c.checked_at is null or c.checked_at < ?)),
                due as (
                    select *, encode(sha256(convert_to(
                        concat_ws('|', certificate, birth_date, upper(family_name)), 'UTF8')), 'hex') as details
                    from subscribed)
                select id, certificate, birth_date, family_name, details from due
                where not exists (
                    select 1 from hub.status_check s
                    where s.certificate = due.certificate and (s.asked_on = ? and s.state <> 'not_taken'
                        or s.status in (?, ?) and s.details = due.details and s.asked_on >= ?))
                and coalesce((
                    -- What is due although it was asked about led to nothing.
                    select max(s.asked_on) + (1 << least(greatest(count(*)::int - 1, 0), 20)) from hub.status_check s
                    where s.certificate = due.certificate and s.details = due.details and s.asked_on >= ?
                        and s.state in ('answered', 'unanswered')), '-infinity') <= ?
                order by birth_date is null or family_name is null, checked_at nulls first, id limit ?""")) {
            query.setDate(1, Date.valueOf(today));
            query.setTimestamp(2, Timestamp.from(before));
            query.setDate(3, Date.valueOf(today));
            query.setString(4, NO_MATCH);
            query.setString(5, ANOTHER_NAME);
            query.setDate(6, Date.valueOf(again));
            query.setDate(7, Date.valueOf(again));
            query.setDate(8, Date.valueOf(today));
            query.setInt(9, most);
            List<DueCheck> due = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    due.add(new DueCheck(
                            rows.getLong(1),
                            rows.getString(2),
                            Optional.ofNullable(rows.getDate(3)).map(Date::toLocalDate),
                            Optional.ofNullable(rows.getString(4)),
                            rows.getString(5)));
                }
            }
            return due;
        }
    }

    /**
     * Spends the day's question about a certificate. It must be committed, as it is when this returns, before the question
     * is put.
     *
     * @return whether it may be put: false if it was before, on this day
     */
    public boolean begin(DueCheck check, LocalDate day) {
        return database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.status_check (certificate, asked_on, check_id, details, state)
                    values (?, ?, ?, ?, 'asking')
                    on conflict (certificate, asked_on) do update set state = 'asking', check_id = excluded.check_id,
                        details = excluded.details, asked_at = now()
                    where hub.status_check.state = 'not_taken'""")) {
                insert.setString(1, check.certificate());
                insert.setDate(2, Date.valueOf(day));
                insert.setLong(3, check.check());
                insert.setString(4, check.details());
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The service turned the question away unread. */
    public void notTaken(DueCheck check, LocalDate day) {
        end(check.certificate(), day, "not_taken", "", "");
    }

    /**
     * Keeps an answer until it is delivered.
     *
     * @param status the status in it, or {@link #ANOTHER_NAME}, or empty
     * @param row the row of the delivery, with the answer as received
     */
    public void answered(DueCheck check, LocalDate day, String status, String row) {
        end(check.certificate(), day, "answered", status, row);
    }

    /** The question was put, and was refused as it was, or nobody knows what became of it. */
    public void unanswered(DueCheck check, LocalDate day, String row) {
        end(check.certificate(), day, "unanswered", "", row);
    }

    private void end(String certificate, LocalDate day, String state, String status, String row) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.status_check set state = ?, status = ?, answer = ?
                    where certificate = ? and asked_on = ? and state = 'asking'""")) {
                update.setString(1, state);
                update.setString(2, status);
                update.setString(3, row.isEmpty() ? "" : sealer.seal(ANSWER, row));
                update.setString(4, certificate);
                update.setDate(5, Date.valueOf(day));
                return update.executeUpdate();
            }
        });
    }

    /** Questions that a crash has left without an answer, with their days; their checks' hub ids are known as keys. */
    public List<Interrupted> interrupted() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select certificate, asked_on, check_id, details from hub.status_check where state = 'asking'
                    order by asked_on, certificate""")) {
                List<Interrupted> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Interrupted(
                                new DueCheck(
                                        rows.getLong(3),
                                        rows.getString(1),
                                        Optional.empty(),
                                        Optional.empty(),
                                        rows.getString(4)),
                                rows.getDate(2).toLocalDate()));
                    }
                }
                return found;
            }
        });
    }

    /** A question that was put just before the hub was stopped. */
    public record Interrupted(DueCheck check, LocalDate day) {}

    /** Answers that no delivery has taken yet, oldest first. */
    public List<Undelivered> undelivered() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select certificate, asked_on, answer from hub.status_check
                    where not delivered and state in ('answered', 'unanswered') order by asked_on, certificate""")) {
                List<Undelivered> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        LocalDate day = rows.getDate(2).toLocalDate();
                        try {
                            found.add(new Undelivered(rows.getString(1), day, sealer.open(ANSWER, rows.getString(3))));
                        } catch (SealBroken damaged) {
                            askAgain(connection, rows.getString(1), day, damaged);
                        }
                    }
                }
                return found;
            }
        });
    }

    /** What is damaged must not hold up the other answers: the service knows it still. */
    private static void askAgain(Connection connection, String certificate, LocalDate day, SealBroken damaged)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.status_check set state = 'not_taken' where certificate = ? and asked_on = ?
                returning check_id""")) {
            update.setString(1, certificate);
            update.setDate(2, Date.valueOf(day));
            try (ResultSet row = update.executeQuery()) {
                row.next();
                LOG.warn("check={} outcome=asked-again {}", row.getLong(1), damaged.getMessage());
            }
        }
    }

    /** Their delivery has been taken; the archive has the answers from now on. */
    public void delivered(List<Undelivered> answers) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.status_check s set delivered = true, answer = ''
                    from unnest(?::text[], ?::date[]) as d (certificate, asked_on)
                    where s.certificate = d.certificate and s.asked_on = d.asked_on""")) {
                update.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                answers.stream().map(Undelivered::certificate).toArray()));
                update.setArray(
                        2,
                        connection.createArrayOf(
                                "date",
                                answers.stream()
                                        .map(answer -> Date.valueOf(answer.askedOn()))
                                        .toArray()));
                return update.executeUpdate();
            }
        });
    }
}
