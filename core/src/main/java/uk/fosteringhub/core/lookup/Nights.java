package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** The last days, each with the run that counts for it. */
public final class Nights {
    private final Database database;
    private final ZoneId zone;

    /** @param zone the council's clocks: by these a day begins and ends */
    public Nights(Database database, ZoneId zone) {
        this.database = database;
        this.zone = zone;
    }

    /**
     * A day.
     *
     * @param run the scheduled run that began on it, or else the last other run; empty: none began
     * @param verdict empty while it runs
     */
    public record Night(LocalDate day, Optional<Long> run, Optional<String> verdict) {}

    /** The oldest first, today last. */
    public List<Night> last(int days) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select d.day::date, r.id, r.verdict
                    from generate_series((now() at time zone ?)::date - (? - 1), (now() at time zone ?)::date,
                        interval '1 day') d(day)
                    left join lateral (
                        select id, verdict from hub.run
                        where started_at >= d.day::timestamp at time zone ?
                            and started_at < (d.day + interval '1 day')::timestamp at time zone ?
                        order by trigger = 'schedule' desc, id desc limit 1) r on true
                    order by 1""")) {
                query.setString(1, zone.getId());
                query.setInt(2, days);
                query.setString(3, zone.getId());
                query.setString(4, zone.getId());
                query.setString(5, zone.getId());
                List<Night> nights = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        nights.add(new Night(
                                rows.getObject(1, LocalDate.class),
                                Optional.ofNullable(rows.getObject(2, Long.class)),
                                Optional.ofNullable(rows.getString(3))));
                    }
                }
                return nights;
            }
        });
    }
}
