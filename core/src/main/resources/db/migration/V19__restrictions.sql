-- Who counts as restricted before anybody has told of them.

-- Whether those who use these keys say of persons whether they are restricted; from the mappings, whenever a hub starts.
alter table hub.source add tells_restricted boolean not null default false;

-- Records that others point to and that have not come.
create index contribution_expected on hub.contribution (entity_id) where state = 'x';

-- Whether a system that only uses these keys has told of a person. A function, since it is asked of very few, and every
-- plan would else have it in many places.
create function hub.told_by_another(own smallint, keys text, expected text) returns boolean
    stable parallel safe language sql as $$
    select exists (
        select 1 from hub.source o
        join hub.contribution t on t.source_id = o.id and t.key = expected and t.state <> 'x'
        where o.keyspace = keys and o.record_type = 'person' and o.tells_restricted and o.id <> own)
$$;

-- Persons of whom a system that restricts some has not told yet, though records point to them. It may restrict them.
create view hub.awaited_person (id) as
    select c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id
    where c.state = 'x' and s.tells_restricted and not hub.told_by_another(s.id, s.keyspace, c.key);

create view hub.restricted_person (id) as
    select p.id from fostering.person p where p.restricted
    union all
    select w.id from hub.awaited_person w;
