-- What the hub keeps for itself. Text keys compare by bytes: fast, and the same on every server.
create schema if not exists hub;
create schema if not exists fostering;
create schema if not exists reporting;

-- Feeds and sources by small numbers, so that the large tables stay narrow.
create table hub.feed (
    id smallint generated always as identity primary key,
    name text not null unique,
    -- What its last accepted delivery looked like, so that a lost column or trailer is noticed.
    columns text[] not null default '{}',
    trailer boolean not null default false
);

-- Who says it (system), whose keys it uses (keyspace), and about what kind of record.
create table hub.source (
    id smallint generated always as identity primary key,
    system text not null,
    keyspace text not null,
    record_type text not null,
    unique (system, keyspace, record_type)
);

create table hub.run (
    id bigint generated always as identity primary key,
    trigger text not null,
    state text not null check (state in ('running', 'finished')),
    verdict text check (verdict in ('GREEN', 'AMBER', 'RED')),
    started_at timestamptz not null default now(),
    finished_at timestamptz
);
-- At most one unfinished run: the one to go on with after a crash.
create unique index run_unfinished on hub.run (state) where state = 'running';

create table hub.feed_run (
    run_id bigint not null references hub.run (id),
    feed text not null,
    state text not null check (state in ('open', 'done', 'stopped')),
    verdict text check (verdict in ('GREEN', 'AMBER', 'RED')),
    reasons text[] not null default '{}',
    notes text[] not null default '{}',
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    primary key (run_id, feed)
);

create table hub.delivery (
    id bigint generated always as identity primary key,
    feed text not null,
    run_id bigint not null references hub.run (id),
    name text not null,
    sha256 text not null,
    bytes bigint not null,
    mapping_fingerprint text not null,
    -- The feed's first delivery: what it brings is the state to start from, not news for other systems.
    baseline boolean not null,
    state text not null
        check (state in ('received', 'accepted', 'accepted_with_errors', 'duplicate', 'rejected')),
    received bigint not null default 0,
    added bigint not null default 0,
    changed bigint not null default 0,
    unchanged bigint not null default 0,
    failed bigint not null default 0,
    held bigint not null default 0,
    ended bigint not null default 0,
    ending_held bigint not null default 0,
    unknown_codes bigint not null default 0,
    notes text[] not null default '{}',
    received_at timestamptz not null default now(),
    finished_at timestamptz
);
create index delivery_by_feed on hub.delivery (feed, id desc);
create index delivery_by_content on hub.delivery (feed, sha256);
create index delivery_by_run on hub.delivery (run_id);

-- Where the next pull starts.
create table hub.feed_cursor (
    feed text primary key,
    cursor text not null,
    delivery_id bigint not null
);

-- What each feed's records looked like when they were last taken: unchanged ones are skipped by this.
create table hub.source_record (
    feed_id smallint not null,
    key text collate "C" not null,
    hash uuid not null,
    delivery_id bigint not null,
    primary key (feed_id, key)
) with (fillfactor = 90);

create sequence hub.entity_id start with 1001 cache 100;

-- What one source record currently says about one entity.
-- state: a = active, e = ended (gone from its snapshot), x = expected (another record points to it, it has not come yet)
create table hub.contribution (
    source_id smallint not null,
    key text collate "C" not null,
    entity_id bigint not null,
    feed_id smallint not null,
    delivery_id bigint not null,
    line bigint not null,
    state "char" not null check (state in ('a', 'e', 'x')),
    modified_at timestamptz,
    -- As written by the hub; json and not jsonb, since it is written by the million and read as a whole.
    body json not null,
    primary key (source_id, key)
) with (fillfactor = 90);
create index contribution_by_entity on hub.contribution (entity_id);

-- Every new version of a golden record. Partitioned by month so that retention gives disk space back.
-- before and after hold the fields that changed, with their older and newer values. A created record has neither: its
-- first values are the golden record's, with the before values of all later versions put back.
create sequence hub.change_id;
create table hub.change (
    id bigint not null,
    record_type text not null,
    entity_id bigint not null,
    version int not null,
    kind text not null check (kind in ('created', 'changed', 'ended', 'restored')),
    before jsonb,
    after jsonb,
    cause text not null,
    delivery_id bigint not null,
    changed_at timestamptz not null
) partition by range (changed_at);
create table hub.change_default partition of hub.change default;
create index change_by_entity on hub.change (entity_id, version);

create function hub.ensure_change_partitions() returns void language plpgsql as $$
declare
    month date := date_trunc('month', now() at time zone 'UTC')::date;
    part text;
begin
    -- Of several processes one makes them.
    perform pg_advisory_xact_lock(hashtextextended('partitions', 0));
    for i in 0..2 loop
        part := 'change_' || to_char(month, 'YYYY_MM');
        if to_regclass('hub.' || part) is null then
            execute format(
                'create table hub.%I partition of hub.change for values from (%L) to (%L)',
                part, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end
$$;

-- Changes on their way to a target. Written in the same commit as the change itself; gone once there is a receipt.
create table hub.outgoing (
    target text not null,
    change_id bigint not null,
    changed_at timestamptz not null,
    -- By these the change is found: the log has no index of its numbers, which every load would pay for.
    entity_id bigint,
    version int,
    -- When it was put into the target's queue; null: it waits for that.
    handed_on_at timestamptz,
    -- How often it was put there: more than once where the broker has lost it.
    times int not null default 0,
    primary key (target, change_id)
);
create index outgoing_waiting on hub.outgoing (target, change_id) where handed_on_at is null;

-- One row per record or delivery that could not go on; the newest state is the truth.
create table hub.failure (
    id bigint generated always as identity primary key,
    feed text not null,
    source_key text collate "C" not null,
    delivery_id bigint not null,
    run_id bigint not null,
    line bigint not null,
    step text not null,
    rule text not null,
    column_name text not null,
    field text not null,
    message text not null,
    problems jsonb not null,
    raw jsonb not null,
    state text not null check (state in ('open', 'held', 'retrying', 'resolved', 'released', 'discarded')),
    outcome text not null default '',
    seen int not null default 1,
    first_seen timestamptz not null default now(),
    last_seen timestamptz not null default now()
);
create unique index failure_waiting on hub.failure (feed, source_key) where state in ('open', 'held', 'retrying');
create index failure_by_state on hub.failure (state, feed);

-- Codes that no table knows, for the team to decide.
create table hub.unmapped_code (
    feed text not null,
    code_table text not null,
    column_name text not null,
    value text not null,
    seen bigint not null,
    first_seen timestamptz not null default now(),
    last_seen timestamptz not null default now(),
    primary key (feed, code_table, column_name, value)
);

-- Records that a snapshot no longer has, where ending so many needs a person's word.
create table hub.held_ending (
    feed_id smallint not null,
    key text collate "C" not null,
    delivery_id bigint not null,
    primary key (feed_id, key)
);
