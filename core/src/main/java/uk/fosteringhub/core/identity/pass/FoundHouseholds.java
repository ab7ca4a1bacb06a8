package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.store.Ids;

/**
 * Keeps up which persons live together: {@code hub.identity_household}. Who shares an address now, and who fosters together,
 * belongs to one household, and so does whoever is in one with them. An address of very many people is none.
 */
final class FoundHouseholds {
    private static final int MOST_AT_AN_ADDRESS = 12;
    private static final int MOST_IN_A_HOUSEHOLD = 40;

    private final Connection connection;

    FoundHouseholds(Connection connection) {
        this.connection = connection;
    }

    /** Two persons who live together. */
    private record Tie(long one, long other, boolean byAddress) {}

    /** @param persons hub ids of whom something may have changed, also of such that are others' now */
    void update(Collection<Long> persons) throws SQLException {
        if (persons.isEmpty()) {
            return;
        }
        Set<Long> all = new TreeSet<>(persons);
        Set<Tie> ties = new HashSet<>();
        Set<Long> next = new TreeSet<>(persons);
        next.addAll(membersWith(persons));
        all.addAll(next);
        while (!next.isEmpty()) {
            Set<Long> further = new TreeSet<>();
            for (Tie tie : ties(next)) {
                ties.add(tie);
                further.add(tie.one());
                further.add(tie.other());
            }
            further.addAll(membersWith(further));
            further.removeAll(all);
            all.addAll(further);
            next = further;
        }
        write(all, ties);
    }

    /** The members of the households that some persons are in so far. */
    private Set<Long> membersWith(Collection<Long> persons) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select m.person_id from hub.identity_household_member one
                join hub.identity_household_member m on m.household_id = one.household_id
                where one.person_id = any(?)""")) {
            query.setArray(1, Rows.longs(connection, persons));
            Set<Long> members = new TreeSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    members.add(rows.getLong(1));
                }
            }
            return members;
        }
    }

    /** In a laid down order of looking up, as in {@link RecordReader}. */
    private List<Tie> ties(Collection<Long> persons) throws SQLException {
        List<Tie> ties = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                with homes as materialized (
                    select distinct c.entity_id as person, home.address
                    from unnest(?::bigint[]) as asked (entity)
                    cross join lateral (
                        select c.source_id, c.key, c.entity_id from hub.contribution c
                        where c.entity_id = asked.entity and c.state = 'a' offset 0) c
                    cross join lateral (
                        select r.homes from hub.identity_record r
                        where r.source_id = c.source_id and r.key = c.key and r.record_type = 'person' offset 0) r
                    cross join lateral unnest(r.homes) as home (address)),
                lived as materialized (
                    select distinct a.address, c.entity_id as person
                    from (select distinct address from homes) a
                    cross join lateral (
                        select h.record_id from hub.identity_home h where h.address = a.address limit ?) h
                    cross join lateral (
                        select r.source_id, r.key from hub.identity_record r where r.id = h.record_id offset 0) r
                    cross join lateral (
                        select c.entity_id from hub.contribution c
                        where c.source_id = r.source_id and c.key = r.key and c.state = 'a' offset 0) c)
                select homes.person, lived.person, true from homes join lived on lived.address = homes.address
                where lived.person <> homes.person
                    and (select count(*) from lived l where l.address = homes.address) <= ?
                union
                select h.primary_carer, h.secondary_carer, false from fostering.household h
                where h.primary_carer = any(?) and h.secondary_carer is not null and h.ended_at is null
                union
                select h.primary_carer, h.secondary_carer, false from fostering.household h
                where h.secondary_carer = any(?) and h.primary_carer is not null and h.ended_at is null""")) {
            query.setArray(1, Rows.longs(connection, persons));
            query.setInt(2, MOST_AT_AN_ADDRESS * MOST_IN_A_HOUSEHOLD);
            query.setInt(3, MOST_AT_AN_ADDRESS);
            query.setArray(4, Rows.longs(connection, persons));
            query.setArray(5, Rows.longs(connection, persons));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ties.add(new Tie(rows.getLong(1), rows.getLong(2), rows.getBoolean(3)));
                }
            }
        }
        return ties;
    }

    private void write(Set<Long> persons, Set<Tie> ties) throws SQLException {
        Map<Long, Long> before = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select person_id, household_id"
                + " from hub.identity_household_member where person_id = any(?) order by person_id for update")) {
            query.setArray(1, Rows.longs(connection, persons));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    before.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        HouseholdMembers members = new HouseholdMembers();
        ties.forEach(tie -> members.tie(tie.one(), tie.other(), tie.byAddress()));
        members.give(before, MOST_IN_A_HOUSEHOLD, count -> Ids.entities(connection, count));
        Set<Long> gone = new TreeSet<>(before.keySet());
        gone.removeAll(members.households().keySet());
        execute("delete from hub.identity_household_member where person_id = any(?)", gone);
        Map<Long, Long> households = new TreeMap<>(members.households());
        execute(
                "insert into hub.identity_household (id) select distinct id from unnest(?::bigint[]) as h (id)"
                        + " on conflict do nothing",
                households.values());
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.identity_household_member as m (person_id, household_id, by_address, by_relationship)
                select * from unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::boolean[])
                on conflict (person_id) do update set household_id = excluded.household_id,
                    by_address = excluded.by_address, by_relationship = excluded.by_relationship,
                    since = case when m.household_id = excluded.household_id then m.since else now() end
                where (m.household_id, m.by_address, m.by_relationship)
                    <> (excluded.household_id, excluded.by_address, excluded.by_relationship)""")) {
            upsert.setArray(1, Rows.longs(connection, households.keySet()));
            upsert.setArray(2, Rows.longs(connection, households.values()));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "bool",
                            households.keySet().stream().map(members::byAddress).toArray()));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "bool",
                            households.keySet().stream()
                                    .map(members::byRelationship)
                                    .toArray()));
            upsert.executeUpdate();
        }
        execute("""
                delete from hub.identity_household h where h.id = any(?) and not exists (
                    select 1 from hub.identity_household_member m where m.household_id = h.id)""", before.values());
    }

    private void execute(String sql, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, Rows.longs(connection, ids));
            statement.executeUpdate();
        }
    }
}
