-- For how long bringing a change to its target has failed. A change that is replayed is a new row: its time begins anew.
alter table hub.outgoing
    -- When that last failed; null: it has not.
    add column failed_at timestamptz,
    -- From the first failure to the last one; of a time in which the target was not tried, a day at most.
    add column failing_for interval not null default '0';
