-- How changes arrive at their targets.

-- What became of each change at each target: one row once the target has taken it, refused it, or does not want it.
-- Partitioned by the month of the change, like hub.change, so that both are cleared together.
create table hub.receipt (
    target text not null,
    change_id bigint not null,
    changed_at timestamptz not null,
    entity_id bigint not null,
    record_type text not null,
    -- sent: it lies where the target takes it from, an answer is to come
    state text not null check (state in ('delivered', 'sent', 'refused', 'not_wanted', 'given_up')),
    -- What the target said, without personal data.
    answer text not null,
    -- The key under which the target has the record, where it said so.
    target_key text not null,
    attempts int not null,
    handed_at timestamptz not null default now(),
    -- When it came into this state.
    at timestamptz not null default now(),
    primary key (target, change_id, changed_at)
) partition by range (changed_at);
create table hub.receipt_default partition of hub.receipt default;
create index receipt_by_entity on hub.receipt (entity_id);
create index receipt_unanswered on hub.receipt (target, handed_at) where state = 'sent';

-- Whether a target can be reached; no row: it never was away.
create table hub.target_state (
    target text primary key,
    away_since timestamptz,
    attempts int not null default 0,
    -- Not before this, also after a restart.
    next_attempt_at timestamptz,
    sentence text not null default ''
);

-- Files made for a target. A parcel is kept before it is sent, so that after a crash the same file goes again under the
-- same name, and no second one with the same changes.
create table hub.parcel (
    id bigint generated always as identity primary key,
    target text not null,
    record_type text not null,
    name text not null default '',
    -- Its content, in the archive.
    sha256 text not null,
    lines int not null,
    made_at timestamptz not null default now(),
    sent_at timestamptz,
    answered_at timestamptz
);
create index parcel_unsent on hub.parcel (target, id) where sent_at is null;
create index parcel_unanswered on hub.parcel (target, id) where answered_at is null;

create table hub.parcel_line (
    parcel_id bigint not null references hub.parcel (id) on delete cascade,
    -- Counted from 1, without the header.
    line int not null,
    target text not null,
    change_id bigint not null,
    primary key (parcel_id, line)
);
create unique index parcel_line_by_change on hub.parcel_line (target, change_id);

-- The books of a run towards each target: the changes its deliveries caused.
create table hub.run_target (
    run_id bigint not null references hub.run (id),
    target text not null,
    verdict text not null check (verdict in ('GREEN', 'AMBER', 'RED')),
    changes bigint not null,
    delivered bigint not null,
    sent bigint not null,
    refused bigint not null,
    not_wanted bigint not null,
    waiting bigint not null,
    reasons text[] not null,
    primary key (run_id, target)
);

create or replace function hub.ensure_change_partitions() returns void language plpgsql as $$
declare
    kind text;
    month date;
    part text;
begin
    -- Of several processes one makes them.
    perform pg_advisory_xact_lock(hashtextextended('partitions', 0));
    foreach kind in array array['change', 'receipt'] loop
        month := date_trunc('month', now() at time zone 'UTC')::date;
        for i in 0..2 loop
            part := kind || '_' || to_char(month, 'YYYY_MM');
            if to_regclass('hub.' || part) is null then
                -- Rows of that month that lie in the default partition already stay there; no run must fail for that.
                begin
                    execute format(
                        'create table hub.%I partition of hub.%I for values from (%L) to (%L)',
                        part, kind, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
                exception when check_violation then
                    raise warning 'rows of % stay in the default partition of hub.%', month, kind;
                end;
            end if;
            month := (month + interval '1 month')::date;
        end loop;
    end loop;
end
$$;
