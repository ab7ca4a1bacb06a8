package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the rules find about pairs of person records, written for many at once: {@code hub.identity_pair} and, for links, {@code
 * hub.identity_decision}. What a person has decided is never changed here.
 */
public final class Pairs {
    /** Who decides by rule. */
    public static final String RULES = "hub";

    private final Connection connection;

    public Pairs(Connection connection) {
        this.connection = connection;
    }

    /**
     * What the rules say of a pair in the end.
     *
     * @param link whether it is to be linked by rule; otherwise a person is to look at it
     * @param weight in bits
     * @param judgement band, levels and guards as JSON
     * @param model version of the model
     */
    public record Judged(PairOf pair, boolean link, double weight, String judgement, String model) {}

    /**
     * A person's word.
     *
     * @param state linked, different and unsure hold; for review: a first person's word waits for a second's, and until then
     *     no rule links
     */
    public record Held(PairOf pair, PairState state) {}

    /** People's words on pairs with one of these records. */
    public List<Held> held(Collection<PersonRecord> records) throws SQLException {
        Set<Held> held = new HashSet<>();
        for (String side : List.of("one", "other")) {
            try (PreparedStatement query = connection.prepareStatement("""
                    select p.one_source, p.one_key, p.other_source, p.other_key, p.state
                    from unnest(?::int[], ?::text[]) as asked (source, key)
                    join hub.identity_pair p on p.%1$s_source = asked.source and p.%1$s_key = asked.key
                    where p.by_person or p.first_verdict is not null""".formatted(side))) {
                query.setArray(1, array("int4", records, PersonRecord::source));
                query.setArray(2, array("text", records, PersonRecord::key));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        held.add(new Held(
                                new PairOf(
                                        new PersonRecord(rows.getInt(1), rows.getString(2)),
                                        new PersonRecord(rows.getInt(3), rows.getString(4))),
                                PairState.of(rows.getString(5))));
                    }
                }
            }
        }
        return List.copyOf(held);
    }

    /**
     * Writes what the rules say. A pair that is linked and would not be linked any more stays linked and comes into the
     * queue: taking links apart is for people.
     *
     * @param judged each pair once
     */
    public void note(Collection<Judged> judged) throws SQLException {
        if (judged.isEmpty()) {
            return;
        }
        List<Judged> sorted = judged.stream()
                .sorted((one, other) -> {
                    int first = one.pair().one().compareTo(other.pair().one());
                    return first != 0
                            ? first
                            : one.pair().other().compareTo(other.pair().other());
                })
                .toList();
        try (PreparedStatement upsert = connection.prepareStatement("""
                with said as materialized (
                    select * from unnest(?::int[], ?::text[], ?::int[], ?::text[], ?::boolean[], ?::float8[], ?::text[],
                        ?::text[]) with ordinality
                        as said (one_source, one_key, other_source, other_key, link, weight, judgement, model, place)),
                before as materialized (
                    select p.id, p.state from said join hub.identity_pair p on p.one_source = said.one_source
                        and p.one_key = said.one_key and p.other_source = said.other_source
                        and p.other_key = said.other_key),
                written as (
                    insert into hub.identity_pair as p
                        (one_source, one_key, other_source, other_key, state, weight, judgement, model)
                    select one_source, one_key, other_source, other_key,
                        case when link then 'linked' else 'review' end, weight, judgement::jsonb, model
                    from said order by place
                    on conflict (one_source, one_key, other_source, other_key) do update set
                        weight = excluded.weight, judgement = excluded.judgement, model = excluded.model,
                        judged_at = now(),
                        state = case when p.by_person or p.state = 'linked' or p.first_verdict is not null then p.state
                            else excluded.state end,
                        doubted = case when p.by_person then p.doubted
                            else p.state = 'linked' and excluded.state <> 'linked' end,
                        doubt = case when p.by_person then p.doubt
                            when p.state = 'linked' and excluded.state <> 'linked'
                                then 'the rules would not link them any more' else '' end,
                        -- Who has it open sees the same as before, unless something else is said.
                        version = p.version + (p.judgement is distinct from excluded.judgement
                            or p.state = 'dropped')::int
                    returning p.*)
                insert into hub.identity_decision
                    (pair_id, verdict, step, by_person, actor, reason, weight, judgement, model, one_entity, other_entity)
                select w.id, 'same', 'alone', false, ?, 'automatic: nearly certain, and no guard against it', w.weight,
                    w.judgement, w.model, o.entity_id, t.entity_id
                from written w left join before b on b.id = w.id
                join hub.contribution o on o.source_id = w.one_source and o.key = w.one_key
                join hub.contribution t on t.source_id = w.other_source and t.key = w.other_key
                where w.state = 'linked' and not w.by_person and b.state is distinct from 'linked'
                order by w.id""")) {
            upsert.setArray(1, array("int4", sorted, one -> one.pair().one().source()));
            upsert.setArray(2, array("text", sorted, one -> one.pair().one().key()));
            upsert.setArray(3, array("int4", sorted, one -> one.pair().other().source()));
            upsert.setArray(4, array("text", sorted, one -> one.pair().other().key()));
            upsert.setArray(5, array("bool", sorted, Judged::link));
            upsert.setArray(6, array("float8", sorted, Judged::weight));
            upsert.setArray(7, array("text", sorted, Judged::judgement));
            upsert.setArray(8, array("text", sorted, Judged::model));
            upsert.setString(9, RULES);
            upsert.executeUpdate();
        }
        weighConsequences(
                sorted.stream().filter(one -> !one.link()).map(Judged::pair).toList());
    }

    /**
     * The rules see no reason any more to ask a person about these pairs. What is linked, or a person has decided, stays.
     */
    public void drop(Collection<PairOf> pairs) throws SQLException {
        if (pairs.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair p set state = 'dropped', first_verdict = null, first_by = null, first_at = null,
                    version = version + 1, judged_at = now()
                from unnest(?::int[], ?::text[], ?::int[], ?::text[]) as gone (one_source, one_key, other_source, other_key)
                where p.one_source = gone.one_source and p.one_key = gone.one_key
                    and p.other_source = gone.other_source and p.other_key = gone.other_key
                    and p.state = 'review'""")) {
            set(update, pairs);
            update.executeUpdate();
        }
    }

    /** Works out anew what a wrong answer about these pairs would touch. */
    public void weighConsequences(Collection<PairOf> pairs) throws SQLException {
        if (pairs.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.identity_pair p set consequence = weighed.consequence
                from (
                    select asked.*, hub.identity_consequence(o.entity_id) | hub.identity_consequence(t.entity_id)
                        as consequence
                    from unnest(?::int[], ?::text[], ?::int[], ?::text[])
                        as asked (one_source, one_key, other_source, other_key)
                    join hub.contribution o on o.source_id = asked.one_source and o.key = asked.one_key
                    join hub.contribution t on t.source_id = asked.other_source and t.key = asked.other_key) weighed
                where p.one_source = weighed.one_source and p.one_key = weighed.one_key
                    and p.other_source = weighed.other_source and p.other_key = weighed.other_key
                    and p.consequence <> weighed.consequence""")) {
            set(update, pairs);
            update.executeUpdate();
        }
    }

    private void set(PreparedStatement statement, Collection<PairOf> pairs) throws SQLException {
        statement.setArray(1, array("int4", pairs, pair -> pair.one().source()));
        statement.setArray(2, array("text", pairs, pair -> pair.one().key()));
        statement.setArray(3, array("int4", pairs, pair -> pair.other().source()));
        statement.setArray(4, array("text", pairs, pair -> pair.other().key()));
    }

    private <T> java.sql.Array array(String type, Collection<T> of, Function<T, Object> part) throws SQLException {
        Stream<Object> values = of.stream().map(part);
        return connection.createArrayOf(type, values.toArray());
    }
}
