package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;

/**
 * Whose attribution has to be done again: the hub ids of enquiries, people and households that something was changed about,
 * and of all that belong together with them. Hub ids are unique across record types, so one table holds them all.
 */
final class Affected {
    private static final int MOST_STEPS = 50;
    private static final String[][] MOVED = {
        {"touchpoint", "enquiry"},
        {"touchpoint", "person"},
        {"touchpoint", "household"},
        {"household", "primary_carer"},
        {"household", "secondary_carer"}
    };
    private static final String[] SPREAD = {
        "select e.person from fostering.enquiry e join affected a on a.id = e.id where e.person is not null",
        "select e.household from fostering.enquiry e join affected a on a.id = e.id where e.household is not null",
        "select e.id from fostering.enquiry e join affected a on a.id = e.person",
        "select e.id from fostering.enquiry e join affected a on a.id = e.household",
        "select t.person from fostering.touchpoint t join affected a on a.id = t.enquiry where t.person is not null",
        "select t.enquiry from fostering.touchpoint t join affected a on a.id = t.person where t.enquiry is not null",
        "select h.id from fostering.household h join affected a on a.id = h.primary_carer",
        "select h.id from fostering.household h join affected a on a.id = h.secondary_carer",
        "select unnest(array[h.primary_carer, h.secondary_carer]) from fostering.household h join affected a on a.id ="
                + " h.id"
    };

    private final Connection connection;

    Affected(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists affected (id bigint primary key) on commit drop");
            statement.execute("truncate affected");
        }
    }

    /** What was changed since a time, what was never attributed, and what is attributed and no longer there. */
    void changedSince(Instant time, int version) throws SQLException {
        for (String changed : new String[] {
            "select id from fostering.enquiry where changed_at >= ?",
            "select unnest(array[t.enquiry, t.person, t.household]) from fostering.touchpoint t where changed_at >= ?",
            "select id from fostering.household where changed_at >= ?",
            "select unnest(array[old_entity, new_entity]) from hub.redirect where at >= ?",
            // A claim that does not win changes no enquiry, and may contradict the others.
            """
            select c.entity_id from hub.contribution c
            where c.source_id in (select id from hub.source where record_type = 'enquiry')
                and c.delivery_id >= (select min(id) from hub.delivery where coalesce(finished_at, now()) >= ?)\
            """
        }) {
            add(changed, Timestamp.from(time));
        }
        // What a touchpoint or a household was about before it changed is about less now.
        for (String[] moved : MOVED) {
            add("""
                select (c.before ->> '%2$s')::bigint from fostering.%1$s r
                join hub.change c on c.entity_id = r.id and c.changed_at >= ?
                where r.changed_at >= ? and jsonb_typeof(c.before -> '%2$s') = 'number'\
                """.formatted(moved[0], moved[1]), Timestamp.from(time), Timestamp.from(time));
        }
        add("""
            select e.id from hub.enquiry_received e
            where not exists (select 1 from hub.attribution a where a.version_id = ? and a.enquiry_id = e.id)\
            """, version);
        add("""
            select unnest(array[a.enquiry_id, a.person_key, a.household_key]) from hub.attribution a
            where a.version_id = ? and not exists (select 1 from hub.enquiry_received e where e.id = a.enquiry_id)\
            """, version);
        waiting();
        spread();
        // Who was together in the older result may have fallen apart.
        add("""
            select b.enquiry_id from affected f
            join hub.attribution a on a.version_id = ? and a.enquiry_id = f.id
            join hub.attribution b on b.version_id = a.version_id and b.household_key = a.household_key\
            """, version);
        spread();
    }

    /** What others noted; see {@link ToAttribute}. */
    private void waiting() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                with taken as (delete from hub.attribution_waiting returning entity_id)
                insert into affected select entity_id from taken on conflict do nothing\
                """);
        }
        add(
                "select unnest(array[t.enquiry, t.person, t.household]) from fostering.touchpoint t join affected a on a.id ="
                        + " t.id");
    }

    void enquiries(Collection<Long> ids) throws SQLException {
        add("select unnest(?::bigint[])", connection.createArrayOf("bigint", ids.toArray()));
        spread();
    }

    boolean none() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from affected limit 1");
                var rows = query.executeQuery()) {
            return !rows.next();
        }
    }

    /** Until nothing more belongs to what is there. */
    private void spread() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze affected");
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            int added = 0;
            for (String select : SPREAD) {
                added += add(select);
            }
            if (added == 0) {
                return;
            }
        }
    }

    private int add(String select, Object... values) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into affected select distinct found.id from (" + select
                        + ") as found (id) where found.id is not null on conflict do nothing")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            return insert.executeUpdate();
        }
    }
}
