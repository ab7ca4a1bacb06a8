-- Through these tables much goes and little stays, and each look for what waits goes through all that is gone until vacuum
-- has been there. They are small: vacuum need not take its time.
alter table hub.outgoing set (autovacuum_vacuum_cost_delay = 0);
alter table hub.identity_waiting set (autovacuum_vacuum_cost_delay = 0);
