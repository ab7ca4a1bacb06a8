-- What people do about failures: find them, group them, edit and replay them, discard them; and what became of each.

-- What failures have in common, once each. A failure names its group by number, so that any question about these six is
-- answered from this small table first, and the large one is only entered where it can hold an answer.
create table hub.failure_group (
    id int generated always as identity primary key,
    feed text not null,
    step text not null,
    kind text not null,
    rule text not null,
    column_name text not null,
    field text not null,
    unique (feed, step, kind, rule, column_name, field)
);

alter table hub.failure
    -- Text and not JSON: what is kept may be sealed, and the columns of a row stand in their order.
    alter raw type text using raw::text,
    -- The values the problems are about, a JSON list in their order, kept as raw is; problems itself has no values.
    add received text not null default '[]',
    add kind text not null default '',
    add group_id int not null default 0,
    -- Keyed hash of the first problem's value: equal values are known as equal, but not told. 0: no value.
    add value_token bigint not null default 0,
    -- Keyed hashes of the words of the row as received, by which it is found.
    add words bigint[] not null default '{}',
    -- Counts every change, so that two people acting on the same failure do not overrule each other.
    add version int not null default 1,
    add changed_by text not null default 'hub',
    add changed_at timestamptz not null default now(),
    -- An edited record is a failure of its own, which takes the place of the one as received.
    add replaces bigint,
    add replaced_by bigint,
    -- When deliveries brought it and it failed, the newest last, at most 60: at, delivery, run, and group for why.
    add attempts jsonb not null default '[]',
    -- When it was said that an unresolved failure would be removed for its age.
    add warned_at timestamptz;

update hub.failure set
    received = (select coalesce(json_agg(coalesce(p ->> 'value', '')), '[]')::text from jsonb_array_elements(problems) p),
    problems = (select coalesce(jsonb_agg(p - 'value'), '[]') from jsonb_array_elements(problems) p),
    kind = case
        when source_key = '(delivery)' then 'delivery-refused'
        when source_key = '(ending)' then 'ending-held'
        when step = 'deliver' then 'target-refused'
        when step = 'read' then 'unreadable'
        when rule = 'key' then 'no-key'
        when rule = 'required' then 'missing-value'
        else 'wrong-value' end;
insert into hub.failure_group (feed, step, kind, rule, column_name, field)
    select distinct feed, step, kind, rule, column_name, field from hub.failure;
update hub.failure f set group_id = g.id from hub.failure_group g
    where (g.feed, g.step, g.kind, g.rule, g.column_name, g.field)
        = (f.feed, f.step, f.kind, f.rule, f.column_name, f.field);
-- Of an entity that has become another one nothing more is sent, so nothing can fail.
update hub.failure f set state = 'resolved', outcome = 'the record has become part of another one' from hub.redirect r
    where f.feed like 'to-%' and f.source_key = r.record_type || ' ' || r.old_entity and f.state = 'open';

alter table hub.failure alter group_id drop default;
drop index hub.failure_by_state;
create index failure_by_group on hub.failure (group_id, state, id) include (value_token, first_seen, last_seen);
create index failure_by_age on hub.failure (group_id, state, last_seen);
create index failure_by_key on hub.failure (source_key, id);
create index failure_by_delivery on hub.failure (delivery_id, line);
create index failure_by_run on hub.failure (run_id, feed);
create index failure_by_first_seen on hub.failure (first_seen, id);
create index failure_by_value on hub.failure (value_token, id) where value_token <> 0;
create index failure_by_words on hub.failure using gin (words);
-- Old failures are removed in small steps; their room is to be used again soon and not only after a fifth has gone.
alter table hub.failure set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);

-- How many failures of a group are in a state: the sum of its rows. Writers only add rows, so that none of them waits for
-- another; from time to time many are drawn together into one.
create table hub.failure_tally (
    group_id int not null,
    state text not null,
    change bigint not null
);
insert into hub.failure_tally (group_id, state, change) select group_id, state, count(*) from hub.failure group by 1, 2;

create function hub.tally_failures() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into hub.failure_tally (group_id, state, change) select group_id, state, count(*) from came group by 1, 2;
    elsif tg_op = 'DELETE' then
        insert into hub.failure_tally (group_id, state, change) select group_id, state, -count(*) from went group by 1, 2;
    else
        insert into hub.failure_tally (group_id, state, change)
            select group_id, state, sum(change) from (
                select group_id, state, count(*) as change from came group by 1, 2
                union all select group_id, state, -count(*) from went group by 1, 2) both_of_them
            group by 1, 2 having sum(change) <> 0;
    end if;
    return null;
end
$$;
create trigger failure_came after insert on hub.failure
    referencing new table as came for each statement execute function hub.tally_failures();
create trigger failure_went after delete on hub.failure
    referencing old table as went for each statement execute function hub.tally_failures();
create trigger failure_moved after update on hub.failure
    referencing old table as went new table as came for each statement execute function hub.tally_failures();

-- What was done about a failure, and by whom. Outlives the row as received, not the failure.
create table hub.failure_event (
    id bigint generated always as identity primary key,
    failure_id bigint not null references hub.failure (id) on delete cascade,
    at timestamptz not null default now(),
    actor text not null,
    -- discarded, opened, noted, edited, replayed, released, resolved, failed-again, warned
    action text not null,
    from_state text not null,
    to_state text not null,
    note text not null default '',
    replay_id bigint
);
create index failure_event_by_failure on hub.failure_event (failure_id, id);

create table hub.failure_filter (
    name text primary key,
    query text not null,
    created_by text not null,
    created_at timestamptz not null default now()
);

-- Where a column of a mapping holds a value, a column is read as if it held another. The values are kept as raw is.
create table hub.correction (
    id bigint generated always as identity primary key,
    mapping text not null,
    system text not null,
    -- value: a wrong one replaced; code: a code that a table lacks; rule: another column decides
    kind text not null check (kind in ('value', 'code', 'rule')),
    code_table text not null default '',
    when_column text not null,
    when_value text not null,
    set_column text not null,
    set_value text not null,
    -- Whether later deliveries are read by it too.
    standing boolean not null,
    reason text not null,
    -- How many failures it was made for.
    members int not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    -- When the source system had put it right, or the council changed its mind.
    ended_by text,
    ended_at timestamptz
);
create index correction_in_force on hub.correction (mapping) where standing and ended_at is null;

-- Failures to be taken through again: the set is frozen when a person confirms it.
create table hub.replay (
    id bigint generated always as identity primary key,
    -- Of the form that confirmed it: pressed twice, it is there once.
    token text not null unique,
    title text not null,
    query text not null,
    correction_id bigint references hub.correction (id),
    state text not null check (state in ('running', 'paused', 'stopped', 'finished', 'cancelled')),
    -- Why it waits or has stopped, in a sentence.
    note text not null default '',
    -- Which step of the canary comes next.
    stage int not null default 0,
    -- Most failures a second.
    rate int not null check (rate > 0),
    total int not null,
    applied int not null default 0,
    already int not null default 0,
    superseded int not null default 0,
    failed int not null default 0,
    skipped int not null default 0,
    version int not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    changed_by text not null,
    changed_at timestamptz not null default now(),
    finished_at timestamptz
);
create index replay_under_way on hub.replay (id) where state = 'running';

create table hub.replay_item (
    replay_id bigint not null references hub.replay (id) on delete cascade,
    number int not null,
    failure_id bigint not null,
    -- As it was when the set was frozen; if it has changed since, it is left alone.
    failure_version int not null,
    -- a = applied, s = the store said the same already, n = a newer version is there, f = failed again, x = left alone
    outcome "char" check (outcome in ('a', 's', 'n', 'f', 'x')),
    primary key (replay_id, number)
);
create index replay_item_waiting on hub.replay_item (replay_id, number) where outcome is null;
create index replay_item_by_failure on hub.replay_item (failure_id);

-- What a replay brings goes into a delivery of its own per feed, so that it is in books that balance.
create table hub.replay_delivery (
    replay_id bigint not null references hub.replay (id) on delete cascade,
    feed text not null,
    baseline boolean not null,
    delivery_id bigint not null,
    primary key (replay_id, feed, baseline)
);
alter table hub.delivery drop constraint delivery_state_check;
alter table hub.delivery add constraint delivery_state_check
    check (state in ('received', 'accepted', 'accepted_with_errors', 'duplicate', 'rejected', 'replayed'));
drop index hub.delivery_open;
create unique index delivery_open on hub.delivery (feed) where run_id is null and state <> 'replayed';
