-- A first load may take several deliveries: the pages of a long pull, several files, and several nights where it is broken
-- off. Until all that was there on a feed has been taken once, what comes on it is the state to start from and not news.
alter table hub.feed add baseline_ended_at timestamptz;

-- A feed that has brought something before is through with its first load.
update hub.feed f set baseline_ended_at = now()
where exists (
    select 1 from hub.delivery d where d.feed = f.name and d.state in ('accepted', 'accepted_with_errors'));
