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
