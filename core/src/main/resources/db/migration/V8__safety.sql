-- What keeps personal data from those who need not see it.

-- Keys that have encrypted something, so that a wrong or older keyset is noticed when the hub starts. Never the keys.
create table hub.encryption_key (
    -- Eight hexadecimal digits.
    id text primary key,
    made_at timestamptz not null,
    -- Nothing is encrypted with it any more, or it was given up as lost.
    removed_at timestamptz,
    lost boolean not null default false
);

-- Signatures of pushed calls that were taken: the same one again is somebody's recording. Kept as long as push keys.
create table hub.push_signature (
    credential text collate "C" not null,
    signature text collate "C" not null,
    received_at timestamptz not null default now(),
    primary key (credential, signature)
);
create index push_signature_by_age on hub.push_signature (received_at);

-- Who may see the values of one record or failure until when, and why. The audit says the same for good.
create table hub.reveal (
    id bigint generated always as identity primary key,
    user_name text not null,
    -- entity or failure, and its number.
    subject_kind text not null check (subject_kind in ('entity', 'failure')),
    subject_id bigint not null,
    reason text not null,
    granted_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index reveal_by_subject on hub.reveal (user_name, subject_kind, subject_id, expires_at);

-- Who was shown which restricted person when: once per user, person and day in the audit.
create table hub.restricted_view (
    user_name text not null,
    entity_id bigint not null,
    day date not null,
    primary key (user_name, entity_id, day)
);
