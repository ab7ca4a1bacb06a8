-- Who is the same person: what the rules found, what people decided, and what became of the records.

-- Which contribution was moved from one entity to another: how an entity came about, and what to go back to when it is
-- split. Append-only.
create table hub.entity_move (
    id bigint generated always as identity primary key,
    source_id smallint not null,
    key text collate "C" not null,
    from_entity bigint not null,
    to_entity bigint not null,
    why text not null,
    at timestamptz not null default now()
);
create index entity_move_by_record on hub.entity_move (source_id, key, id);
create index entity_move_from on hub.entity_move (from_entity);
create index entity_move_to on hub.entity_move (to_entity);

-- Two person records, by source and key, so that what is known of them survives all that becomes of their entities. The one
-- with the smaller source and key stands first.
create table hub.identity_pair (
    id bigint generated always as identity primary key,
    one_source smallint not null,
    one_key text collate "C" not null,
    other_source smallint not null,
    other_key text collate "C" not null,
    -- linked: the same, in force. review: a person is to decide. different: never to be one. unsure: looked at, and not to
    -- be told. dropped: was for review, and the rules no longer see a reason.
    state text not null check (state in ('linked', 'review', 'different', 'unsure', 'dropped')),
    -- Whether the state is a person's word, which no rule changes.
    by_person boolean not null default false,
    weight double precision not null default 0,
    -- What the rules said when they last looked: band, levels, guards.
    judgement jsonb,
    model text not null default '',
    -- Linked, and there is a reason to look again: the rules would not link it any more, or a sample found it wrong.
    doubted boolean not null default false,
    doubt text not null default '',
    -- What a wrong answer would touch: 16 approved carers, 8 placements, 4 children, 2 open checks, 1 open enquiries.
    consequence smallint not null default 0,
    -- A person looked and could not tell: at the end of the queue.
    put_off boolean not null default false,
    -- A first word that waits for a second person.
    first_verdict text check (first_verdict in ('same', 'different')),
    first_by text,
    first_at timestamptz,
    -- How often two people did not agree.
    disagreements int not null default 0,
    version int not null default 1,
    found_at timestamptz not null default now(),
    judged_at timestamptz not null default now(),
    unique (one_source, one_key, other_source, other_key),
    check ((one_source, one_key) < (other_source, other_key))
);
create index identity_pair_by_other on hub.identity_pair (other_source, other_key);
create index identity_pair_queue on hub.identity_pair (put_off, consequence desc, weight desc, id)
    where state in ('review', 'unsure') or doubted;
create index identity_pair_different on hub.identity_pair (one_source, one_key) where state = 'different';
create index identity_pair_different_other on hub.identity_pair (other_source, other_key) where state = 'different';

-- An entity that a person took apart. Append-only.
create table hub.identity_split (
    id bigint generated always as identity primary key,
    record_type text not null,
    -- What was taken apart; it lives on as the largest part.
    entity bigint not null,
    -- Hub ids of the other parts.
    parted bigint[] not null,
    actor text not null,
    reason text not null,
    -- Since when the records were one.
    since timestamptz,
    -- Who had seen them as one, and which systems were told of them as one.
    viewers jsonb not null,
    at timestamptz not null default now()
);
create index identity_split_by_entity on hub.identity_split (entity);

-- Every word on a pair, by rule or by a person. Append-only; the newest that stands is the pair's state.
create table hub.identity_decision (
    id bigint generated always as identity primary key,
    pair_id bigint not null references hub.identity_pair (id),
    verdict text not null check (verdict in ('same', 'different', 'unsure', 'taken_back')),
    -- alone: stands by itself. first: waits for a second person. second: agreed. disagreed: did not agree, nothing stands.
    step text not null check (step in ('alone', 'first', 'second', 'disagreed')),
    by_person boolean not null,
    -- A person, or hub for the rules.
    actor text not null,
    reason text not null,
    weight double precision not null,
    judgement jsonb,
    model text not null,
    -- What the two records were then.
    one_entity bigint not null,
    other_entity bigint not null,
    -- The split that went with it.
    split_id bigint,
    at timestamptz not null default now()
);
create index identity_decision_by_pair on hub.identity_decision (pair_id, id);
create index identity_decision_by_time on hub.identity_decision (at) where not by_person and verdict = 'same';

create function hub.refuse_change_of_decision() returns trigger language plpgsql as $$
begin
    raise exception 'decisions are append-only' using errcode = '42501';
end
$$;
create trigger identity_decision_stays before update or delete on hub.identity_decision
    for each row execute function hub.refuse_change_of_decision();
create trigger identity_decision_is_not_emptied before truncate on hub.identity_decision
    execute function hub.refuse_change_of_decision();
create trigger identity_split_stays before update or delete on hub.identity_split
    for each row execute function hub.refuse_change_of_decision();
create trigger entity_move_stays before update or delete on hub.entity_move
    for each row execute function hub.refuse_change_of_decision();

-- A month's automatic links, some of them, for a person to judge without knowing what the rules thought.
create table hub.identity_sample (
    month date not null,
    place int not null,
    pair_id bigint not null references hub.identity_pair (id),
    -- The automatic decision that is judged.
    decision_id bigint not null references hub.identity_decision (id),
    verdict text check (verdict in ('same', 'different', 'unsure')),
    judged_by text,
    judged_at timestamptz,
    reason text not null default '',
    primary key (month, place),
    unique (month, pair_id)
);
-- How many automatic links a month had when its sample was drawn.
create table hub.identity_sample_month (
    month date primary key,
    links bigint not null,
    drawn_at timestamptz not null default now()
);

-- What a wrong answer about a record would touch, as in hub.identity_pair.consequence. Of an enquiry, a check or a touchpoint:
-- itself.
create function hub.identity_consequence(entity bigint) returns smallint language sql stable as $$
    select (
        case when exists (select 1 from fostering.person p where p.id = entity and p.is_foster_carer)
            or exists (select 1 from fostering.household h where h.ended_at is null and h.status = 'APPROVED'
                and h.primary_carer = entity)
            or exists (select 1 from fostering.household h where h.ended_at is null and h.status = 'APPROVED'
                and h.secondary_carer = entity)
            then 16 else 0 end
        + case when exists (select 1 from fostering.placement l where l.child = entity and l.ended_at is null
                and (l.ended_on is null or l.ended_on > current_date))
            or exists (select 1 from fostering.household h join fostering.placement l on l.household = h.id
                where h.primary_carer = entity and l.ended_at is null
                    and (l.ended_on is null or l.ended_on > current_date))
            or exists (select 1 from fostering.household h join fostering.placement l on l.household = h.id
                where h.secondary_carer = entity and l.ended_at is null
                    and (l.ended_on is null or l.ended_on > current_date))
            then 8 else 0 end
        + case when exists (select 1 from fostering.placement l where l.child = entity)
            or exists (select 1 from fostering.person p where p.id = entity
                and p.birth_date > current_date - interval '18 years')
            then 4 else 0 end
        + case when exists (select 1 from fostering.check c where c.person = entity and c.ended_at is null
                and c.status in ('REQUESTED', 'SENT', 'CHASED', 'RETURNED'))
            or exists (select 1 from fostering.check c where c.id = entity and c.ended_at is null
                and c.status in ('REQUESTED', 'SENT', 'CHASED', 'RETURNED'))
            then 2 else 0 end
        + case when exists (select 1 from fostering.enquiry e where e.person = entity and e.ended_at is null
                and e.closed_on is null and e.approved_on is null)
            or exists (select 1 from fostering.enquiry e where e.id = entity and e.ended_at is null
                and e.closed_on is null and e.approved_on is null)
            then 1 else 0 end)::smallint
$$;
