-- Which source is behind an enquiry: what was received, what it was taken for, and the credit that each model gives.

-- A version of the rules and settings. What was attributed by an older one is kept beside the newer, so that they can be
-- compared.
create table hub.attribution_version (
    id int generated always as identity primary key,
    rules text not null,
    settings text not null,
    -- The one that reports show; null: not finished, or past.
    current boolean check (current),
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    unique (current)
);

-- The channels as that version knows them. kind: source, nudge, transit, unknown
create table hub.attribution_channel (
    version_id int not null references hub.attribution_version (id) on delete cascade,
    code text not null,
    label text not null,
    kind text not null,
    regional boolean not null,
    primary key (version_id, code)
);

-- Everything different that was received about where interest came from, unchanged; addresses without what stands behind
-- the question mark.
create table hub.received_source (
    digest uuid primary key,
    text text not null,
    answer text not null,
    campaign_said text not null,
    event text not null,
    utm_source text not null,
    utm_medium text not null,
    utm_campaign text not null,
    promo_code text not null,
    dialled_number text not null,
    referrer text not null,
    landing_page text not null,
    mapped text not null
);

-- What it was taken for, by which rule of which version.
create table hub.taken_source (
    rules text not null,
    digest uuid not null,
    channel text not null,
    rule text not null,
    campaign text not null,
    campaign_rule text not null,
    carrier text not null,
    carrier_rule text not null,
    primary key (rules, digest)
);

create function hub.source_digest(
    text text, answer text, campaign_said text, event text, utm_source text, utm_medium text, utm_campaign text,
    promo_code text, dialled_number text, referrer text, landing_page text, mapped text)
returns uuid language sql immutable parallel safe as $$
    select md5(coalesce($1, '') || chr(31) || coalesce($2, '') || chr(31) || coalesce($3, '') || chr(31)
        || coalesce($4, '') || chr(31) || coalesce($5, '') || chr(31) || coalesce($6, '') || chr(31)
        || coalesce($7, '') || chr(31) || coalesce($8, '') || chr(31) || coalesce($9, '') || chr(31)
        || split_part(coalesce($10, ''), '?', 1) || chr(31) || split_part(coalesce($11, ''), '?', 1) || chr(31)
        || coalesce($12, ''))::uuid
$$;

-- What touchpoints and enquiries received, with its digest; time in microseconds. Where only the day is known, a touchpoint
-- counts from its beginning and an enquiry up to its end, so that what came on the day of the enquiry came before it.
create view hub.touchpoint_received as
select t.id, t.version, t.person, t.enquiry, t.household, t.campaign, t.kind, t.evidence_kind, t.evidence_confidence,
    t.changed_at, t.postcode, t.council, t.time_precision, t.occurred_at,
    (extract(epoch from t.occurred_at) * 1000000)::bigint as at,
    coalesce(t.channel_as_received, '') as text, coalesce(t.answer, '') as answer,
    coalesce(t.campaign_as_received, '') as campaign_said, coalesce(t.event_name, '') as event,
    coalesce(t.utm_source, '') as utm_source, coalesce(t.utm_medium, '') as utm_medium,
    coalesce(t.campaign_code, t.utm_campaign, '') as utm_campaign, coalesce(t.promo_code, '') as promo_code,
    coalesce(t.dialled_number, '') as dialled_number, split_part(coalesce(t.referrer, ''), '?', 1) as referrer,
    split_part(coalesce(t.landing_page, ''), '?', 1) as landing_page, coalesce(t.channel, '') as mapped,
    hub.source_digest(t.channel_as_received, t.answer, t.campaign_as_received, t.event_name, t.utm_source, t.utm_medium,
        coalesce(t.campaign_code, t.utm_campaign), t.promo_code, t.dialled_number, t.referrer, t.landing_page, t.channel)
        as digest
from fostering.touchpoint t
where t.occurred_at is not null and t.ended_at is null;

create view hub.enquiry_received as
select e.id, e.version, e.person, e.household, e.changed_at, e.postcode, e.council, e.time_precision, e.enquired_at,
    e.carried_by, e.regional_referral_id,
    case when e.time_precision = 'DAY' or e.time_precision is null
            and (e.enquired_at at time zone 'Europe/London')::time = '00:00'
        then (extract(epoch from (date_trunc('day', e.enquired_at at time zone 'Europe/London') + interval '1 day')
            at time zone 'Europe/London') * 1000000)::bigint - 1
        else (extract(epoch from e.enquired_at) * 1000000)::bigint end as at,
    1 + (e.initial_home_visit_on is not null)::int * 2 + (e.application_given_on is not null)::int * 4
        + (e.application_received_on is not null)::int * 8 + (e.training_on is not null)::int * 16
        + (e.panel_on is not null)::int * 32 + (e.approved_on is not null)::int * 64 as reached,
    coalesce(e.source_as_received, '') as text, '' as answer, coalesce(e.campaign, '') as campaign_said,
    coalesce(e.event_name, '') as event, coalesce(e.utm_source, '') as utm_source,
    coalesce(e.utm_medium, '') as utm_medium, coalesce(e.utm_campaign, '') as utm_campaign,
    coalesce(e.promo_code, '') as promo_code, coalesce(e.dialled_number, '') as dialled_number,
    split_part(coalesce(e.referrer, ''), '?', 1) as referrer,
    split_part(coalesce(e.landing_page, ''), '?', 1) as landing_page, coalesce(e.source, '') as mapped,
    hub.source_digest(e.source_as_received, null, e.campaign, e.event_name, e.utm_source, e.utm_medium, e.utm_campaign,
        e.promo_code, e.dialled_number, e.referrer, e.landing_page, e.source) as digest
from fostering.enquiry e
where e.enquired_at is not null and e.ended_at is null;

-- One enquiry as a version attributes it.
create table hub.attribution (
    version_id int not null references hub.attribution_version (id) on delete cascade,
    enquiry_id bigint not null,
    -- The first enquiry of all that are the same person's; and the household that counts once, or the person in its place.
    person_key bigint not null,
    household_key bigint not null,
    -- Bits of the stages, in their order from 1 for the enquiry on, for which this enquiry counts for its household.
    counted smallint not null,
    -- Codes of the channels that take credit, in order, joined by " > ".
    path text not null,
    touchpoints int not null,
    carried_by text not null check (carried_by in ('REGIONAL', 'COUNCIL')),
    -- Whether the council's own number or page passed it on, which tells who caused it where no channel does.
    via_council boolean not null,
    contradicting boolean not null,
    corrected boolean not null,
    primary key (version_id, enquiry_id)
);
create index attribution_by_household on hub.attribution (version_id, household_key);

-- Credit by channel, campaign and evidence; the shares of an enquiry sum to 1 in every model.
create table hub.attribution_credit (
    version_id int not null references hub.attribution_version (id) on delete cascade,
    enquiry_id bigint not null,
    channel text not null,
    campaign text not null,
    campaign_id bigint,
    -- Kind of evidence; CORRECTION: a person said so; CALENDAR: only inferred; NONE: unknown
    evidence text not null,
    confidence real not null,
    first double precision not null,
    last double precision not null,
    linear double precision not null,
    position double precision not null,
    time_decay double precision not null,
    shapley_set double precision not null
);
create index attribution_credit_by_enquiry on hub.attribution_credit (version_id, enquiry_id);

-- What a person knows better. The newest one that was not taken back wins over all evidence.
create table hub.attribution_correction (
    id bigint generated always as identity primary key,
    enquiry_id bigint not null,
    channel text not null,
    campaign text not null,
    reason text not null check (reason <> ''),
    corrected_by text not null,
    corrected_at timestamptz not null default now(),
    taken_back_by text,
    taken_back_at timestamptz
);
create index attribution_correction_by_enquiry on hub.attribution_correction (enquiry_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- The star schema for Power BI and spreadsheets; docs/power-bi.md describes it. Nothing here names a person.

create view reporting.dim_channel as
select c.code as channel_key, c.label as channel, c.kind, c.regional
from hub.attribution_channel c join hub.attribution_version v on v.id = c.version_id where v.current;

create view reporting.dim_campaign as
select c.id as campaign_key, c.name as campaign, c.channel as channel_key, c.area, c.started_on, c.ended_on, c.budget
from fostering.campaign c where c.ended_at is null;

create view reporting.dim_model as
select * from (values ('first', 'First touch'), ('last', 'Last touch'), ('linear', 'Linear'),
    ('position', 'Position'), ('time_decay', 'Time decay'), ('shapley_set', 'Shapley (set)')) as m (model_key, model);

create view reporting.dim_evidence as
select * from (values
    ('UTM', 'Campaign code in a link', 1), ('PROMO_CODE', 'Promotion or QR code', 2), ('EVENT_SCAN', 'Scan at an event', 3),
    ('DIALLED_NUMBER', 'Number that was dialled', 4), ('EMAIL_REPLY', 'Reply to an e-mail', 5),
    ('SMS_REPLY', 'Reply by text message', 6), ('REFERRER', 'Page that led here', 7), ('SERVER_LOG', 'System log', 8),
    ('STAFF_ENTRY', 'Entry by staff', 9), ('CALL_NOTE', 'Note of a call', 10), ('FORM_ANSWER', 'Self-reported', 11),
    ('CALENDAR', 'Inferred from the campaign calendar', 12), ('CORRECTION', 'Corrected by a person', 13),
    ('OTHER', 'Other evidence', 14), ('NONE', 'None', 15)) as e (evidence_key, evidence, sort);

create view reporting.dim_stage as
select * from (values ('enquiry', 'Enquiry', 1), ('initial_home_visit', 'Initial home visit', 2),
    ('application_given', 'Application given', 3), ('application_received', 'Application received', 4),
    ('training', 'Preparation training', 5), ('panel', 'Panel', 6), ('approved', 'Approved', 7))
    as s (stage_key, stage, sort);

create view reporting.dim_date as
select d::date as date_key, extract(year from d)::int as year, extract(quarter from d)::int as quarter,
    extract(month from d)::int as month, to_char(d, 'YYYY-MM') as year_month,
    case when extract(month from d) >= 4 then extract(year from d)::int || '/' || to_char(d + interval '1 year', 'YY')
        else extract(year from d)::int - 1 || '/' || to_char(d, 'YY') end as financial_year
from generate_series(date '2015-04-01', (date_trunc('year', now()) + interval '2 years')::date, interval '1 day') d;

create view reporting.fact_enquiry as
select e.id as enquiry_key, a.household_key, (e.enquired_at at time zone 'Europe/London')::date as date_key,
    coalesce(e.council, '') as council, coalesce(substring(upper(e.postcode) from '^[A-Z]{1,2}[0-9][A-Z0-9]?'), '') as area,
    a.carried_by, a.path, a.touchpoints, a.contradicting, a.corrected,
    case when a.path not like 'UNKNOWN%' then 'known'
        when a.path = 'UNKNOWN_NO_EVIDENCE' then 'no evidence' else 'via redirect' end as knowledge,
    e.status, e.closed_reason, e.completed_on, e.initial_home_visit_on, e.application_given_on, e.application_received_on,
    e.training_on, e.panel_on, e.approved_on, e.closed_on,
    (a.counted & 1) as enquiries, (a.counted >> 1) & 1 as initial_home_visits, (a.counted >> 2) & 1 as applications_given,
    (a.counted >> 3) & 1 as applications_received, (a.counted >> 4) & 1 as trainings, (a.counted >> 5) & 1 as panels,
    (a.counted >> 6) & 1 as approvals, v.rules as rules_version
from hub.attribution a
join hub.attribution_version v on v.id = a.version_id and v.current
join fostering.enquiry e on e.id = a.enquiry_id;

create view reporting.fact_credit as
select c.enquiry_id as enquiry_key, m.model_key, c.channel as channel_key, c.campaign_id as campaign_key,
    c.campaign as campaign_said, c.evidence as evidence_key, m.credit * (a.counted & 1) as enquiries,
    m.credit * ((a.counted >> 1) & 1) as initial_home_visits, m.credit * ((a.counted >> 2) & 1) as applications_given,
    m.credit * ((a.counted >> 3) & 1) as applications_received, m.credit * ((a.counted >> 4) & 1) as trainings,
    m.credit * ((a.counted >> 5) & 1) as panels, m.credit * ((a.counted >> 6) & 1) as approvals
from hub.attribution_credit c
join hub.attribution_version v on v.id = c.version_id and v.current
join hub.attribution a on a.version_id = c.version_id and a.enquiry_id = c.enquiry_id
cross join lateral (values ('first', c.first), ('last', c.last), ('linear', c.linear), ('position', c.position),
    ('time_decay', c.time_decay), ('shapley_set', c.shapley_set)) as m (model_key, credit)
where m.credit > 0;

create view reporting.fact_spend as
select s.id as spend_key, s.campaign as campaign_key, coalesce(s.channel, c.channel) as channel_key, s.kind,
    s.period_started_on as date_key, s.period_ended_on, s.amount
from fostering.spend s left join fostering.campaign c on c.id = s.campaign where s.ended_at is null;
