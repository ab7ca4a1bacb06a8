package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What becomes of the incidents, given what is the matter now. */
final class IncidentBook {
    private final Connection connection;
    private final WatchSettings settings;

    IncidentBook(Connection connection, WatchSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** @param findings everything that is the matter now */
    List<Telling.Step> enter(List<Finding> findings) throws SQLException {
        List<Telling.Step> steps = new ArrayList<>();
        Set<Long> found = new HashSet<>();
        for (Finding finding : findings) {
            one(finding, found, steps);
        }
        forgetThoseThatLingered(found);
        over(found).forEach(incident -> steps.add(new Telling.Step(Telling.What.CLOSED, incident)));
        return steps;
    }

    private void one(Finding finding, Set<Long> found, List<Telling.Step> steps) throws SQLException {
        List<Incident> known = again(finding);
        if (known.isEmpty()) {
            List<Long> lingering = lingering(finding);
            found.addAll(lingering);
            if (lingering.isEmpty()) {
                Incident opened = open(finding);
                found.add(opened.id());
                steps.add(new Telling.Step(Telling.What.OPENED, opened));
            }
            return;
        }
        long id = known.get(0).id();
        found.add(id);
        escalate(id, finding.grave())
                .forEach(incident -> steps.add(new Telling.Step(Telling.What.ESCALATED, incident)));
    }

    private List<Incident> again(Finding finding) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.incident set seen_at = now(), over_since = null, sentence = ?, remedy = ?, fingerprint = ?
                where kind = ? and subject = ? and closed_at is null returning\s""" + IncidentRows.COLUMNS)) {
            update.setString(1, finding.sentence());
            update.setString(2, finding.remedy());
            update.setString(3, finding.fingerprint());
            update.setString(4, finding.kind().word());
            update.setString(5, finding.subject());
            return IncidentRows.read(update);
        }
    }

    /** What is grave from the beginning is told to everybody at once, in one alert. */
    private Incident open(Finding finding) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.incident (kind, subject, sentence, remedy, fingerprint, escalated_at)
                values (?, ?, ?, ?, ?, case when ? then now() end) returning\s""" + IncidentRows.COLUMNS)) {
            insert.setString(1, finding.kind().word());
            insert.setString(2, finding.subject());
            insert.setString(3, finding.sentence());
            insert.setString(4, finding.remedy());
            insert.setString(5, finding.fingerprint());
            insert.setBoolean(6, finding.grave());
            return IncidentRows.read(insert).get(0);
        }
    }

    private List<Incident> escalate(long id, boolean grave) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.incident set escalated_at = now()
                where id = ? and escalated_at is null
                    and (? or acknowledged_at is null and opened_at <= now() - make_interval(secs => ?))
                returning\s""" + IncidentRows.COLUMNS)) {
            update.setLong(1, id);
            update.setBoolean(2, grave);
            update.setDouble(3, settings.escalateAfter().toSeconds());
            return IncidentRows.read(update);
        }
    }

    /** The same, closed by a person, and there ever since. */
    private List<Long> lingering(Finding finding) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select " + IncidentRows.COLUMNS + """
                 from hub.incident where kind = ? and subject = ? and fingerprint = ? and lingers""")) {
            query.setString(1, finding.kind().word());
            query.setString(2, finding.subject());
            query.setString(3, finding.fingerprint());
            return IncidentRows.read(query).stream().map(Incident::id).toList();
        }
    }

    private void forgetThoseThatLingered(Set<Long> found) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.incident set lingers = false where lingers and not id = any(?)")) {
            update.setArray(1, connection.createArrayOf("bigint", found.toArray()));
            update.executeUpdate();
        }
    }

    private List<Incident> over(Set<Long> found) throws SQLException {
        Object[] ids = found.toArray();
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.incident set over_since = now()
                where closed_at is null and over_since is null and not id = any(?)""")) {
            update.setArray(1, connection.createArrayOf("bigint", ids));
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.incident set closed_at = now(), closed_by = 'hub', close_reason = 'It is over by itself.'
                where closed_at is null and over_since <= now() - make_interval(secs => ?)
                returning\s""" + IncidentRows.COLUMNS)) {
            update.setDouble(1, settings.settle().toMillis() / 1000.0);
            return IncidentRows.read(update);
        }
    }
}
