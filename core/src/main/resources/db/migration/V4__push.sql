-- What systems push to the hub: kept before it is answered for, taken through at once.

-- A pushed feed has one delivery without a run: it collects what is pushed, until the next run shows it in its books.
alter table hub.delivery alter run_id drop not null;
create unique index delivery_open on hub.delivery (feed) where run_id is null;

create sequence hub.pushed_id;

-- Every pushed message as received. Partitioned by month so that retention gives disk space back.
-- state: r = received, s = stored, f = failed
create table hub.pushed (
    id bigint not null,
    feed text not null,
    credential text not null,
    idempotency_key text not null,
    body text not null,
    state "char" not null check (state in ('r', 's', 'f')),
    entity_id bigint,
    delivery_id bigint,
    -- Why it failed: [{field, rule, message}], without values.
    problems json,
    received_at timestamptz not null,
    settled_at timestamptz,
    primary key (id, received_at)
) partition by range (received_at);
create table hub.pushed_default partition of hub.pushed default;
create index pushed_waiting on hub.pushed (feed, id) where state = 'r';

-- By this a message that is sent again is known. A table of its own, since one that is partitioned by time cannot see to
-- it that a key stands there once.
create table hub.push_key (
    credential text collate "C" not null,
    key text collate "C" not null,
    pushed_id bigint not null,
    sha256 text not null,
    received_at timestamptz not null,
    primary key (credential, key)
);
create index push_key_by_age on hub.push_key (received_at);

-- For a hub that stays up: it writes between the runs, perhaps for months. Several hubs may do this at once.
create function hub.ensure_live_partitions() returns void language plpgsql as $$
declare
    month date := date_trunc('month', now() at time zone 'UTC')::date;
    part text;
begin
    perform pg_advisory_xact_lock(hashtextextended('partitions', 0));
    perform hub.ensure_change_partitions();
    for i in 0..2 loop
        part := 'pushed_' || to_char(month, 'YYYY_MM');
        if to_regclass('hub.' || part) is null then
            -- Rows of that month that lie in the default partition already stay there; no run must fail for that.
            begin
                execute format(
                    'create table hub.%I partition of hub.pushed for values from (%L) to (%L)',
                    part, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
            exception when check_violation then
                raise warning 'rows of % stay in the default partition of hub.pushed', month;
            end;
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end
$$;

-- For looking enquiries up.
create index enquiry_by_referral on fostering.enquiry (regional_referral_id) where regional_referral_id is not null;
