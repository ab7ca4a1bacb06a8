package uk.fosteringhub.benchmarks.attribution;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A year of a region of 20 councils in the store: enquiries, four touchpoints for each, 200 campaigns; of each enquiry what
 * the regional platform says of its source, and of three in five also what the council says.
 */
final class Region {
    private static final String FRAME = "provenance, valid_from, changed_at";
    private static final String OLD = "'{}', now() - interval '9 days', now() - interval '9 days'";

    private Region() {}

    static void fill(Connection connection, long enquiries) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select setseed(0.5)");
            statement.execute("""
                insert into fostering.campaign (id, version, name, channel, campaign_code, promo_code, dialled_number,
                    area, started_on, ended_on, %s)
                select 900000000 + g, 1, 'Campaign ' || g, (array['RADIO', 'LEAFLET', 'SOCIAL_ADVERT', 'EVENT'])[1 + g %% 4],
                    'camp-' || g, 'PROMO' || g, '+441632960' || lpad(g::text, 3, '0'), 'TN' || g %% 30,
                    date '2025-04-01' + g, date '2025-04-01' + g + 60, %s
                from generate_series(1, 200) g\
                """.formatted(FRAME, OLD));
            statement.execute("""
                insert into fostering.enquiry (id, version, person, council, postcode, enquired_at, time_precision,
                    source_as_received, source, promo_code, utm_source, utm_medium, utm_campaign, carried_by,
                    dialled_number, initial_home_visit_on, application_received_on, approved_on, %s)
                select g, 1, case when g %% 3 = 0 then 100000000 + g / 2 end, 'Council ' || g %% 20,
                    'TN' || (1 + g %% 30) || ' 1AA', timestamptz '2025-04-01' + random() * interval '365 days', 'SECOND',
                    (array['Facebook', 'radio', 'word of mouth', 'google', 'LAFSE', 'friend who fosters'])[1 + g %% 6],
                    (array['SOCIAL_MEDIA', 'RADIO', 'WORD_OF_MOUTH', 'SEARCH_ENGINE', 'REGIONAL_WEBSITE', null])[1 + g %% 6],
                    case when g %% 10 = 0 then 'PROMO' || g %% 200 end, case when g %% 4 = 0 then 'google' end,
                    case when g %% 4 = 0 then 'cpc' end, case when g %% 4 = 0 then 'camp-' || g %% 200 end,
                    case when g %% 3 < 2 then 'REGIONAL' else 'COUNCIL' end,
                    case when g %% 7 = 0 then '+441632960' || lpad((g %% 300)::text, 3, '0') end,
                    case when g %% 2 = 0 then date '2025-09-01' end, case when g %% 5 = 0 then date '2025-10-01' end,
                    case when g %% 8 = 0 then date '2026-01-01' end, %s
                from generate_series(1, %d) g\
                """.formatted(FRAME, OLD, enquiries));
            statement.execute("""
                insert into fostering.touchpoint (id, version, enquiry, person, occurred_at, kind, channel_as_received,
                    channel, utm_source, utm_medium, campaign_code, promo_code, dialled_number, evidence_kind, referrer,
                    landing_page, %1$s)
                select 200000000 + g, 1, case when g %% 3 > 0 then 1 + g %% %3$d end,
                    case when g %% 3 = 0 then 100000000 + (g %% %3$d) / 2 end,
                    timestamptz '2025-02-01' + random() * interval '400 days',
                    case when g %% 9 = 0 then 'TRANSIT' else 'SOURCE' end,
                    (array['fb ad', 'Leaflet', 'bus back', 'google / cpc', 'email', 'Stall'])[1 + g %% 6],
                    (array[null, 'LEAFLET', 'BUS', 'SEARCH_ADVERT', 'EMAIL', 'EVENT'])[1 + g %% 6],
                    case when g %% 4 = 0 then 'google' end, case when g %% 4 = 0 then 'cpc' end,
                    case when g %% 4 = 0 then 'camp-' || g %% 200 end, case when g %% 10 = 0 then 'PROMO' || g %% 200 end,
                    case when g %% 7 = 0 then '+441632960' || lpad((g %% 300)::text, 3, '0') end,
                    (array['UTM', 'EVENT_SCAN', 'CALL_NOTE'])[1 + g %% 3],
                    'https://www.example.org/page' || g %% 50 || '?x=' || g, 'https://www.example.org/landing' || g %% 20,
                    %2$s
                from generate_series(1, %4$d) g\
                """.formatted(FRAME, OLD, enquiries, 4 * enquiries));
            statement.execute("insert into hub.feed (name) values ('lafse-enquiries'), ('lcs-enquiries')");
            for (String system : new String[] {"lafse", "lcs"}) {
                statement.execute("insert into hub.source (system, keyspace, record_type) values ('" + system + "', '"
                        + system + "', 'enquiry')");
                statement.execute("""
                    insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
                    select (select id from hub.source where system = '%1$s' and record_type = 'enquiry'), 'E-' || e.id,
                        e.id, (select id from hub.feed where name = '%1$s-enquiries'), 1, e.id, 'a',
                        json_build_object('enquired_at', e.enquired_at, 'council', e.council, 'postcode', e.postcode,
                            'source_as_received', e.source_as_received, 'source', e.source)
                    from fostering.enquiry e where '%1$s' = 'lafse' or e.id %% 5 < 3\
                    """.formatted(system));
            }
        }
    }
}
