-- Who is the same person: what the identity pass works on. A person record is what one source record says of a person: a
-- contribution of the types person, enquiry, check or touchpoint.

-- Person records of which something was said anew since they were last looked at. Written in the commit that says it. A
-- record may stand there several times.
create table hub.identity_waiting (
    source_id smallint not null,
    key text collate "C" not null,
    -- Nothing of this entity goes out meanwhile; null: nothing need wait for this.
    entity_id bigint,
    -- Whether what follows from it is news for other systems, or part of a state to start from.
    news boolean not null default true,
    noted_at timestamptz not null default now()
);
create index identity_waiting_by_entity on hub.identity_waiting (entity_id) where entity_id is not null;

-- One row for each person record: what it is compared by. Entities are not kept here: hub.contribution says them.
create sequence hub.identity_record_id cache 100;
create table hub.identity_record (
    id bigint primary key,
    source_id smallint not null,
    key text collate "C" not null,
    record_type text not null,
    -- Normalised, as the engine writes and reads it, and by which version of these rules.
    features text not null,
    version int not null,
    -- When the enquiry came in, or the touchpoint was.
    at timestamptz,
    -- What is kept of it in the tables below, so that it can be taken out again.
    blocks bigint[] not null,
    counted bigint[] not null,
    contacts bigint[] not null,
    name bigint not null,
    homes bigint[] not null,
    unique (source_id, key)
) with (fillfactor = 85);

-- Records that have something in common are compared: a hash of what it is, and who has it.
create table hub.identity_key (
    key bigint not null,
    record_id bigint not null,
    primary key (key, record_id)
);

-- Blocks with so many records that they are not compared for this reason alone, and since when that is known.
create table hub.identity_capped (
    key bigint primary key,
    at timestamptz not null default now()
);

-- In how many person records a name, postcode, telephone number or e-mail address stands, by its hash: rare ones say more.
-- The row of the value 0 counts the person records.
create table hub.identity_frequency (
    value bigint primary key,
    records int not null,
    -- Beside how many different names a telephone number or e-mail address stands: what many share is nobody's own. Not
    -- counted beyond 60.
    names int not null default 0
) with (fillfactor = 80);
create table hub.identity_contact (
    contact bigint not null,
    name bigint not null,
    record_id bigint not null,
    primary key (contact, name, record_id)
);

-- Where the persons of person records live now, by a hash of the address.
create table hub.identity_home (
    address bigint not null,
    record_id bigint not null,
    primary key (address, record_id)
);

-- People who live together, found by shared addresses and by fostering together. An entity of its own, never evidence that
-- two records are one person.
create table hub.identity_household (
    id bigint primary key,
    found_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create table hub.identity_household_member (
    -- The hub id of a person, who belongs to one household.
    person_id bigint primary key,
    household_id bigint not null references hub.identity_household (id) on delete cascade,
    by_address boolean not null,
    by_relationship boolean not null,
    since timestamptz not null default now()
);
create index identity_household_member_by_household on hub.identity_household_member (household_id);

-- By what the records were last made comparable and compared, and how far a build of everything has come. No row: never.
create table hub.identity_state (
    one boolean primary key default true check (one),
    features int not null,
    model text not null,
    -- Something may have been said unnoted, since identity was switched off: everything is to be made anew.
    stale boolean not null default false,
    -- features: every person record is made comparable; pairs: every one is compared; done.
    build text not null check (build in ('features', 'pairs', 'done')),
    -- How far it has come: the last record of each.
    source_id smallint not null default 0,
    key text collate "C" not null default '',
    record_id bigint not null default 0,
    started_at timestamptz not null default now(),
    finished_at timestamptz
);

-- By which a check finds its person, beside the names and the date of birth it was made out to.
alter table fostering.check add column nhs_number text;
