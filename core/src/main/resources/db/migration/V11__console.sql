-- Who did what, and who may.

-- Append-only. Each entry carries the hash of the one before it, so that an entry that is changed, removed or put in
-- between shows. Numbers have no gaps: they are given under a lock, by the writer.
create table hub.audit (
    id bigint primary key,
    at timestamptz not null,
    -- A user's name, api:CREDENTIAL, command line, or hub.
    actor text not null,
    action text not null,
    -- What it was done to, such as failure 12; never personal data.
    subject text not null,
    entity_id bigint,
    reason text not null,
    detail jsonb not null,
    previous_hash text not null,
    hash text not null
);
create index audit_by_entity on hub.audit (entity_id, id) where entity_id is not null;
create index audit_by_actor on hub.audit (actor, id);
create index audit_by_action on hub.audit (action, id);
create index audit_by_time on hub.audit (at);

create function hub.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append-only' using errcode = '42501';
end
$$;
create trigger audit_stays before update or delete on hub.audit for each row execute function hub.refuse_change_of_audit();
create trigger audit_is_not_emptied before truncate on hub.audit execute function hub.refuse_change_of_audit();

-- People who sign in with a password of the hub's own. People of an OpenID provider are not kept here.
create table hub.console_user (
    name text primary key,
    display_name text not null,
    -- As written by Spring Security, with the name of the algorithm in front.
    password_hash text not null,
    roles text[] not null,
    disabled boolean not null default false,
    must_change_password boolean not null default false,
    wrong_passwords int not null default 0,
    -- After too many wrong passwords nobody gets in before this.
    locked_until timestamptz,
    created_at timestamptz not null default now(),
    last_signed_in_at timestamptz
);
