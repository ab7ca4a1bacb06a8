package uk.fosteringhub.core.checks;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.CheckRule;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Database;

/**
 * What the hub itself has to say about checks tonight: who needs one, which are to be chased, and where each stands. It
 * says so as a delivery of its own, which goes the way of every delivery. Saying it again on the same day says nothing new.
 */
public final class CheckLife {
    private static final String[] HEADER = {
        "reference",
        "kind",
        "person",
        "household",
        "assessment",
        "requested_on",
        "sent_on",
        "chased_on",
        "chasers",
        "valid_until",
        "status",
        "illegal_move"
    };

    private final Database database;
    private final List<CheckRule> rules;

    /** @param rules what the council wants requested and chased; a kind without a rule only gets its status */
    public CheckLife(Database database, List<CheckRule> rules) {
        this.database = database;
        this.rules = List.copyOf(rules);
    }

    /**
     * @param feed the hub's own
     * @return CSV with a row for each check about which there is something new to say; empty if there is none
     */
    public Optional<String> say(String feed, LocalDate today) {
        return database.inTransaction(connection -> {
            StringWriter out = new StringWriter();
            int rows = 0;
            try (CsvWriter csv = CsvWriter.builder().build(out)) {
                csv.writeRecord(HEADER);
                for (CheckRule rule : rules) {
                    rows += request(connection, feed, rule, today, csv);
                }
                rows += goOn(connection, feed, today, csv);
            } catch (IOException impossible) {
                throw new UncheckedIOException("writing to memory cannot fail", impossible);
            }
            return rows == 0 ? Optional.empty() : Optional.of(out.toString());
        });
    }

    /** After the delivery has been taken: answers to requests come back under hub ids. */
    public void know(String feed) {
        database.inTransaction(connection -> {
            Set<Long> own = new TreeSet<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "select distinct entity_id from hub.contribution where source_id = ? and state = 'a'")) {
                query.setInt(1, own(connection));
                try (ResultSet found = query.executeQuery()) {
                    while (found.next()) {
                        own.add(found.getLong(1));
                    }
                }
            }
            HubKeys.know(connection, HubKeys.HUB, "check", feed, own);
            return null;
        });
    }

    private static int own(Connection connection) throws SQLException {
        return Catalogue.source(connection, HubKeys.HUB, HubKeys.HUB, "check");
    }

    /**
     * One check for each carer of an assessment under way who has none that counts or is on its way, unless the assessment
     * itself says that one was asked for.
     */
    private static int request(Connection connection, String feed, CheckRule rule, LocalDate today, CsvWriter csv)
            throws SQLException {
        if (rule.requestWithin().isEmpty()) {
            return 0;
        }
        Set<Long> persons = new TreeSet<>();
        Set<Long> households = new TreeSet<>();
        Set<Long> assessments = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select a.id, a.household, p.id
                from fostering.assessment a
                join fostering.household h on h.id = a.household
                cross join lateral (values (h.primary_carer), (h.secondary_carer)) as carer (person)
                join fostering.person p on p.id = carer.person
                where a.ended_at is null and h.ended_at is null and p.ended_at is null
                    and a.started_on between ? and ? and a.ended_on is null and a.decision_on is null
                    and case when ? = 'DBS' then a.dbs_requested_on else a.medical_requested_on end is null
                    and not exists (
                        select 1 from fostering.check c
                        where c.person = p.id and c.kind in (?, ? || '_UPDATE') and c.ended_at is null
                            and (c.assessment = a.id or c.status is null or c.status not in ('NOT_CURRENT', 'EXPIRED')))
                order by a.id, p.id""")) {
            query.setDate(
                    1, Date.valueOf(today.minusDays(rule.requestWithin().get().toDays())));
            query.setDate(2, Date.valueOf(today));
            query.setString(3, rule.kind());
            query.setString(4, rule.kind());
            query.setString(5, rule.kind());
            try (ResultSet found = query.executeQuery()) {
                int rows = 0;
                while (found.next()) {
                    long assessment = found.getLong(1);
                    long household = found.getLong(2);
                    long person = found.getLong(3);
                    assessments.add(assessment);
                    households.add(household);
                    persons.add(person);
                    HubRow.request(rule.kind(), assessment, household, person, today)
                            .write(csv);
                    rows++;
                }
                HubKeys.know(connection, HubKeys.HUB, "assessment", feed, assessments);
                HubKeys.know(connection, HubKeys.HUB, "household", feed, households);
                HubKeys.know(connection, HubKeys.HUB, "person", feed, persons);
                return rows;
            }
        }
    }

    /** Chasers, ends of validity and statuses of the checks there are. */
    private int goOn(Connection connection, String feed, LocalDate today, CsvWriter csv) throws SQLException {
        Map<Long, LocalDate> handedOver = RequestReceipts.handedOver(connection);
        Set<Long> spokenOf = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct on (c.id) c.id, c.kind, c.status, c.requested_on, c.sent_on, c.chased_on,
                    coalesce(c.chasers, 0), c.returned_on, c.valid_until, c.outcome, own.key, own.body, %s
                from fostering.check c
                left join hub.contribution own on own.source_id = ? and own.entity_id = c.id and own.state = 'a'
                where c.ended_at is null order by c.id, own.key""".formatted(HandedInAgain.IS))) {
            query.setInt(1, own(connection));
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    if (one(found, ruleFor(found.getString(2)), handedOver, today, csv)) {
                        spokenOf.add(found.getLong(1));
                    }
                }
            }
        }
        HubKeys.know(connection, HubKeys.HUB, "check", feed, spokenOf);
        return spokenOf.size();
    }

    /** An update of a report follows the rule of the report. Where a check stands is worked out without a rule too. */
    private CheckRule ruleFor(String kind) {
        return rules.stream()
                .filter(rule -> kind != null && (kind.equals(rule.kind()) || kind.equals(rule.kind() + "_UPDATE")))
                .findFirst()
                .orElseGet(() -> CheckRule.none(Optional.ofNullable(kind).orElse("")));
    }

    /** @return whether there is something new to say */
    private static boolean one(
            ResultSet check, CheckRule rule, Map<Long, LocalDate> handedOver, LocalDate today, CsvWriter csv)
            throws SQLException {
        Object[] said = CanonicalJson.read(
                RecordTypes.CHECK, Optional.ofNullable(check.getString(12)).orElse("{}"));
        String key = Optional.ofNullable(check.getString(11)).orElse(Long.toString(check.getLong(1)));
        HubRow before = HubRow.said(key, said);
        Optional<LocalDate> sent = day(check, 5)
                .or(() -> before.requestedOn().isPresent()
                        ? Optional.ofNullable(handedOver.get(entity(check)))
                        : Optional.empty());
        // what the hub itself worked out before is no word of a source
        Optional<LocalDate> told =
                day(check, 9).filter(day -> !before.validUntil().equals(Optional.of(day)));
        CheckFacts facts = new CheckFacts(
                        day(check, 4),
                        sent,
                        day(check, 6),
                        check.getLong(7),
                        day(check, 8),
                        told,
                        Optional.ofNullable(check.getString(10)))
                .valid(rule);
        HubRow last = before;
        boolean anew = before.isMadeAnew(facts, check.getString(3), check.getBoolean(13));
        if (anew) {
            facts = facts.unchased(before.chasedOn());
            last = before.unchased();
        }
        boolean chase = facts.isToBeChased(rule, today);
        CheckFacts now = chase ? facts.chased(today) : facts;
        HubRow row = last.now(now, chase, told.isPresent(), check.getString(3), anew, today);
        boolean news = check.getString(11) == null ? row.says(check.getString(3)) : !row.equals(before);
        if (news) {
            row.write(csv);
        }
        return news;
    }

    private static long entity(ResultSet check) {
        try {
            return check.getLong(1);
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    private static Optional<LocalDate> day(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getDate(column)).map(Date::toLocalDate);
    }
}
