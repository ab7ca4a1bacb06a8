-- Who was shown what about a restricted person: a failure may be about one whose record never came, so the failure itself
-- is noted, as in hub.reveal.
alter table hub.restricted_view rename column entity_id to subject_id;
alter table hub.restricted_view
    -- entity or failure.
    add column subject_kind text not null default 'entity' check (subject_kind in ('entity', 'failure'));
alter table hub.restricted_view
    alter column subject_kind drop default,
    drop constraint restricted_view_pkey,
    add primary key (user_name, subject_kind, subject_id, day);

-- Who looked at a failure.
create index audit_by_subject on hub.audit (subject, id);
