package uk.fosteringhub.core.attribution.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/**
 * Whether more enquiries came from the area of a campaign or an event in the four weeks from its first day than the eight
 * weeks before let expect. It shows what happened at the same time, not what caused it.
 */
public final class Spikes {
    private final Database database;

    public Spikes(Database database) {
        this.database = database;
    }

    /**
     * @param campaign its hub id; 0 for an event
     * @param kind {@code campaign} or {@code event}
     * @param area its areas: postcode districts, or words of councils' names; empty: everywhere
     * @param after enquiries in the 28 days from the first day on
     * @param expected as many as came in 28 days of the 56 days before, on average
     * @param areaKnown whether any enquiry ever came from its area; where not, the area is named otherwise than enquiries
     *     name theirs
     * @param unusual whether it is more than chance commonly brings: by more than two standard deviations
     */
    public record Spike(
            long campaign,
            String kind,
            String name,
            String channel,
            String area,
            LocalDate from,
            long after,
            double expected,
            boolean unusual,
            boolean areaKnown) {}

    /** Campaigns that began and events that were held in a time, the greatest surplus first. */
    public List<Spike> of(LocalDate from, LocalDate to) {
        return database.inTransaction(connection -> {
            List<Spike> spikes = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("""
                with happened as (
                    select c.id, 'campaign' as kind, coalesce(c.name, '') as name, c.channel, coalesce(c.area, '') as area,
                        c.started_on
                    from fostering.campaign c where c.ended_at is null and c.started_on between ? and ?
                    union all
                    select 0, 'event', t.event_name, 'EVENT', coalesce(string_agg(distinct nullif(t.council, ''), ', '), ''),
                        (t.occurred_at at time zone 'Europe/London')::date
                    from fostering.touchpoint t
                    where t.ended_at is null and t.event_name <> ''
                        and (t.occurred_at at time zone 'Europe/London')::date between ? and ?
                    group by t.event_name, 6),
                known as (
                    select distinct area as part, false as council from reporting.fact_enquiry where area <> ''
                    union select distinct upper(council), true from reporting.fact_enquiry where council <> ''
                    union select '', false),
                place as (
                    select h.*, k.part from (select row_number() over () as number, * from happened) h
                    cross join lateral (
                        select distinct upper(btrim(part)) as part from regexp_split_to_table(h.area, '[,;/]') part
                        where btrim(part) <> '' or btrim(h.area, ' ,;/') = '') p
                    left join known k on k.part = p.part
                        or k.council and p.part <> '' and position(' ' || p.part || ' ' in ' ' || k.part || ' ') > 0),
                enquiry as (
                    select f.enquiry_key, f.date_key, k.part from reporting.fact_enquiry f
                    cross join lateral (values (f.area), (upper(f.council)), ('')) k (part)
                    where f.enquiries = 1 and f.date_key between ?::date - 56 and ?::date + 27)
                select p.id, p.kind, p.name, coalesce(max(d.channel), p.channel, ''), p.area, p.started_on,
                    count(distinct e.enquiry_key) filter (where e.date_key >= p.started_on),
                    count(distinct e.enquiry_key) filter (where e.date_key < p.started_on) / 2.0, count(p.part) > 0
                from place p
                left join reporting.dim_channel d on d.channel_key = p.channel
                left join enquiry e
                    on e.part = p.part and e.date_key between p.started_on - 56 and p.started_on + 27
                group by p.number, p.id, p.kind, p.name, p.channel, p.area, p.started_on\
                """)) {
                for (int place = 1; place <= 6; place += 2) {
                    query.setObject(place, from);
                    query.setObject(place + 1, to);
                }
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        long after = row.getLong(7);
                        double expected = row.getDouble(8);
                        spikes.add(new Spike(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, LocalDate.class),
                                after,
                                expected,
                                after > expected + 2 * Math.sqrt(Math.max(1, expected)),
                                row.getBoolean(9)));
                    }
                }
            }
            spikes.sort(Comparator.comparing((Spike spike) -> !spike.areaKnown())
                    .thenComparingDouble(spike -> spike.expected() - spike.after())
                    .thenComparing(Spike::from)
                    .thenComparing(Spike::name)
                    .thenComparingLong(Spike::campaign));
            return spikes;
        });
    }
}
