-- Questions put to the DBS Update Service: one row per certificate and day, committed before the question is asked, so
-- that no crash and no second run leads to a second question on that day.
-- state: asking = asked, and no answer kept yet; not_taken = the service turned the call away unread, so it may be asked
-- again on the same day; answered, unanswered = this day's question is spent.
create table hub.status_check (
    certificate text collate "C" not null,
    asked_on date not null,
    check_id bigint not null,
    -- SHA-256 of certificate, date of birth and family name as asked: an answer "no match" holds until these change.
    details text not null,
    state text not null check (state in ('asking', 'not_taken', 'answered', 'unanswered')),
    status text not null default '',
    -- The row of the delivery that takes the answer to the check, and whether that delivery has been taken.
    answer text not null default '',
    delivered boolean not null default false,
    asked_at timestamptz not null default now(),
    primary key (certificate, asked_on)
);
create index status_check_undelivered on hub.status_check (asked_on) where not delivered;

-- HL7 messages that came over MLLP, kept before they are acknowledged and taken by the next run. What makes a message the
-- same message is its sender and its control id (MSH-10). A row stays after its message was taken, without the message.
create table hub.hl7_message (
    id bigint generated always as identity primary key,
    feed text not null,
    sender text collate "C" not null,
    control_id text collate "C" not null,
    body text not null,
    taken boolean not null default false,
    received_at timestamptz not null default now(),
    unique (feed, sender, control_id)
);
create index hl7_message_waiting on hub.hl7_message (feed, id) where not taken;
