package uk.fosteringhub.core.attribution.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/**
 * Whether more enquiries came from a campaign's area in the four weeks from its start than the eight weeks before let
 * expect. It shows what happened at the same time, not what caused it.
 */
public final class Spikes {
    private final Database database;

    public Spikes(Database database) {
        this.database = database;
    }

    /**
     * @param area the campaign's areas: postcode districts or councils; empty: everywhere
     * @param after enquiries in the 28 days from the first day on
     * @param expected as many as came in 28 days of the 56 days before, on average
     * @param unusual whether it is more than chance commonly brings: by more than two standard deviations
     */
    public record Spike(
            long campaign,
            String name,
            String channel,
            String area,
            LocalDate from,
            long after,
            double expected,
            boolean unusual) {}

    /** Campaigns and events that began in a time, the greatest surplus first. */
    public List<Spike> of(LocalDate from, LocalDate to) {
        return database.inTransaction(connection -> {
            List<Spike> spikes = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("""
                with place as (
                    select c.id, c.name, c.channel, coalesce(c.area, '') as area, c.started_on,
                        array_remove(array(select upper(btrim(p)) from unnest(regexp_split_to_array(coalesce(c.area, ''), '[,;/]')) p), '') as parts
                    from fostering.campaign c
                    where c.ended_at is null and c.started_on between ? and ?)
                select p.id, coalesce(p.name, ''), coalesce(d.channel, p.channel, ''), p.area, p.started_on,
                    count(*) filter (where f.date_key >= p.started_on),
                    count(*) filter (where f.date_key < p.started_on) / 2.0
                from place p
                left join reporting.dim_channel d on d.channel_key = p.channel
                left join reporting.fact_enquiry f on f.enquiries = 1
                    and f.date_key between p.started_on - 56 and p.started_on + 27
                    and (cardinality(p.parts) = 0 or f.area = any(p.parts) or upper(f.council) = any(p.parts))
                group by 1, 2, 3, 4, 5\
                """)) {
                query.setObject(1, from);
                query.setObject(2, to);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        long after = row.getLong(6);
                        double expected = row.getDouble(7);
                        spikes.add(new Spike(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, LocalDate.class),
                                after,
                                expected,
                                after > expected + 2 * Math.sqrt(Math.max(1, expected))));
                    }
                }
            }
            spikes.sort(Comparator.comparingDouble((Spike spike) -> spike.expected() - spike.after())
                    .thenComparingLong(Spike::campaign));
            return spikes;
        });
    }
}
