-- Who watches that the hub's nights go as they should, and whom it tells.

-- Since when there is somebody who looks: what should have been before is nobody's miss.
create table hub.watch (
    one boolean primary key default true check (one),
    first_look_at timestamptz not null default now(),
    last_look_at timestamptz not null default now()
);

-- What is the matter, from its beginning to its end. At most one of a kind is open about a subject.
create table hub.incident (
    id bigint generated always as identity primary key,
    kind text not null,
    -- feed lcs-persons, target mosaic, schedule; never a person
    subject text not null,
    sentence text not null,
    remedy text not null,
    -- What exactly it is about, so that one that a person has closed is not opened again for the same.
    fingerprint text not null,
    opened_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    escalated_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text not null default '',
    note text not null default '',
    -- Since when it has not been found any more; it is closed once that has lasted.
    over_since timestamptz,
    closed_at timestamptz,
    closed_by text not null default '',
    close_reason text not null default '',
    -- Closed by a person while it was still to be found.
    lingers boolean not null default false
);
create unique index incident_open on hub.incident (kind, subject) where closed_at is null;
create index incident_of on hub.incident (kind, subject, id desc);

-- Alerts, written in the commit of what they tell of, and sent afterwards.
create table hub.alert (
    id bigint generated always as identity primary key,
    step text not null check (step in ('opened', 'escalated', 'closed', 'digest', 'verdict')),
    -- mail, or a webhook's name
    channel text not null,
    -- Also to those who are told of what has escalated.
    urgent boolean not null,
    -- Of a verdict: the run's.
    run_id bigint references hub.run (id),
    letter jsonb not null,
    made_at timestamptz not null default now(),
    attempts int not null default 0,
    -- While one process sends it, the others leave it alone until this.
    next_attempt_at timestamptz not null default now(),
    sent_at timestamptz,
    given_up_at timestamptz,
    problem text not null default ''
);
create unique index alert_of_run on hub.alert (run_id, channel) where run_id is not null;
create index alert_unsent on hub.alert (next_attempt_at) where sent_at is null and given_up_at is null;

-- Which alert tells of which step of an incident: each step is told once by each channel.
create table hub.alert_incident (
    incident_id bigint not null references hub.incident (id) on delete cascade,
    step text not null,
    channel text not null,
    alert_id bigint not null references hub.alert (id) on delete cascade,
    primary key (incident_id, step, channel)
);

-- Feeds that a person has paused: nothing of them is read, and none of them is missed.
create table hub.feed_pause (
    feed text primary key,
    actor text not null,
    reason text not null,
    since timestamptz not null default now()
);
