-- Looking records up, what systems say differently, and repairing that.

-- What points to a record: one index for each reference.
create index if not exists address_by_person on fostering.address (person) where person is not null;
create index if not exists household_by_primary_carer on fostering.household (primary_carer) where primary_carer is not null;
create index if not exists household_by_secondary_carer on fostering.household (secondary_carer) where secondary_carer is not null;
create index if not exists household_by_supervising_worker on fostering.household (supervising_worker) where supervising_worker is not null;
create index if not exists enquiry_by_person on fostering.enquiry (person) where person is not null;
create index if not exists enquiry_by_household on fostering.enquiry (household) where household is not null;
create index if not exists assessment_by_household on fostering.assessment (household) where household is not null;
create index if not exists assessment_by_enquiry on fostering.assessment (enquiry) where enquiry is not null;
create index if not exists assessment_by_worker on fostering.assessment (worker) where worker is not null;
create index if not exists approval_by_household on fostering.approval (household) where household is not null;
create index if not exists allocation_by_person on fostering.allocation (person) where person is not null;
create index if not exists allocation_by_household on fostering.allocation (household) where household is not null;
create index if not exists allocation_by_worker on fostering.allocation (worker) where worker is not null;
create index if not exists visit_by_person on fostering.visit (person) where person is not null;
create index if not exists visit_by_household on fostering.visit (household) where household is not null;
create index if not exists visit_by_worker on fostering.visit (worker) where worker is not null;
create index if not exists placement_by_child on fostering.placement (child) where child is not null;
create index if not exists placement_by_household on fostering.placement (household) where household is not null;
create index if not exists phone_by_person on fostering.phone (person) where person is not null;
create index if not exists workflow_step_by_person on fostering.workflow_step (person) where person is not null;
create index if not exists workflow_step_by_household on fostering.workflow_step (household) where household is not null;
create index if not exists workflow_step_by_worker on fostering.workflow_step (worker) where worker is not null;
create index if not exists workflow_step_by_authorised_by on fostering.workflow_step (authorised_by) where authorised_by is not null;
create index if not exists workflow_step_by_previous_step on fostering.workflow_step (previous_step) where previous_step is not null;
create index if not exists short_break_by_child on fostering.short_break (child) where child is not null;
create index if not exists short_break_by_household on fostering.short_break (household) where household is not null;
create index if not exists short_break_by_usual_household on fostering.short_break (usual_household) where usual_household is not null;
create index if not exists touchpoint_by_person on fostering.touchpoint (person) where person is not null;
create index if not exists touchpoint_by_household on fostering.touchpoint (household) where household is not null;
create index if not exists touchpoint_by_enquiry on fostering.touchpoint (enquiry) where enquiry is not null;
create index if not exists touchpoint_by_campaign on fostering.touchpoint (campaign) where campaign is not null;
create index if not exists check_by_person on fostering.check (person) where person is not null;
create index if not exists check_by_household on fostering.check (household) where household is not null;
create index if not exists check_by_assessment on fostering.check (assessment) where assessment is not null;
create index if not exists check_by_requested_by on fostering.check (requested_by) where requested_by is not null;
create index if not exists review_by_household on fostering.review (household) where household is not null;
create index if not exists review_by_chaired_by on fostering.review (chaired_by) where chaired_by is not null;
create index if not exists training_by_person on fostering.training (person) where person is not null;
create index if not exists training_by_household on fostering.training (household) where household is not null;
create index if not exists panel_decision_by_household on fostering.panel_decision (household) where household is not null;
create index if not exists panel_decision_by_assessment on fostering.panel_decision (assessment) where assessment is not null;
create index if not exists spend_by_campaign on fostering.spend (campaign) where campaign is not null;
create index if not exists carer_form_by_person on fostering.carer_form (person) where person is not null;
create index if not exists carer_form_by_household on fostering.carer_form (household) where household is not null;
create index if not exists carer_form_by_handled_by on fostering.carer_form (handled_by) where handled_by is not null;
create index if not exists availability_by_household on fostering.availability (household) where household is not null;

-- What changed since a moment: nearly free for a load, since the log is written in the order of time.
create index change_by_time on hub.change using brin (changed_at) with (pages_per_range = 32, autosummarize = on);

-- By what persons, households and enquiries are found. Made from the golden records some time after these, so that no load
-- waits for it. A term is a letter for its kind, a colon and the folded text: n:khan, b:1981-05-03, p:RG11AA.
create table hub.findable (
    entity_id bigint primary key,
    record_type text not null,
    -- Of the golden record that the terms are from.
    version int not null,
    ended boolean not null,
    terms tsvector not null
) with (fillfactor = 90);
create index findable_by_term on hub.findable using gin (terms) with (fastupdate = off);

-- Up to which moment every change is in hub.findable; no row: it has never been made.
create table hub.findable_state (
    one boolean primary key default true check (one),
    up_to timestamptz not null
);

-- Entities of which something was said anew, so that what systems say of them has to be compared. Written in the commit
-- that says it. An entity may stand there several times.
create table hub.to_compare (
    entity_id bigint not null,
    record_type text not null
);

-- Where one system says something else about a field than the one whose value holds. One row for each other record.
create table hub.difference (
    id bigint generated always as identity primary key,
    record_type text not null,
    entity_id bigint not null,
    field text not null,
    owner_system text not null,
    -- The contribution whose value holds, as in provenance; and what it says.
    owner text collate "C" not null,
    owner_value text not null,
    other_system text not null,
    other text collate "C" not null,
    other_value text not null,
    -- When the later of the two came to say it, as far as the hub knows.
    since timestamptz not null,
    -- Whether a person said that this may stay so.
    accepted boolean not null default false,
    unique (entity_id, field, other)
) with (fillfactor = 90);
create index difference_by_kind on hub.difference (record_type, field, owner_system, other_system, accepted, id);

-- Differences that may stay, as long as both say the same as when that was decided.
create table hub.accepted_difference (
    entity_id bigint not null,
    field text not null,
    other text collate "C" not null,
    owner_value text not null,
    other_value text not null,
    reason text not null,
    actor text not null,
    at timestamptz not null default now(),
    primary key (entity_id, field, other)
);

-- By which rules the differences were found; others: everything is compared anew.
create table hub.difference_state (
    one boolean primary key default true check (one),
    rules text not null
);

-- A version of a golden record that says nothing new: a target is told again what holds.
alter table hub.change drop constraint change_kind_check;
alter table hub.change add constraint change_kind_check
    check (kind in ('created', 'changed', 'ended', 'restored', 'repair', 'repeated'));

create table hub.repair_plan (
    id bigint generated always as identity primary key,
    state text not null check (state in ('draft', 'released', 'dropped')),
    made_by text not null,
    made_at timestamptz not null default now(),
    decided_by text not null default '',
    decided_at timestamptz
);

-- One value that one system is to have. Frozen when the plan is made; a release leaves out what no longer holds.
create table hub.repair_item (
    plan_id bigint not null references hub.repair_plan (id) on delete cascade,
    item int not null,
    record_type text not null,
    entity_id bigint not null,
    field text not null,
    owner text collate "C" not null,
    owner_value text not null,
    -- Who is to be told, which of its records, and what that says now.
    system text not null,
    other text collate "C" not null,
    other_value text not null,
    way text not null check (way in ('sent', 'by_hand')),
    -- Why a person has to do it.
    why text not null,
    -- Once released: o = put on its way, l = no longer so and left out, h = on the list for the owner.
    outcome "char" check (outcome in ('o', 'l', 'h')),
    change_id bigint,
    changed_at timestamptz,
    primary key (plan_id, item)
);
create index repair_item_by_entity on hub.repair_item (entity_id);
