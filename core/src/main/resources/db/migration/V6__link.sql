-- What makes records of different systems one entity, beyond their own keys.

-- A source record says that it is also known by a key in another system's keyspace. other_source_id is the source of that
-- keyspace's own system, where an expected contribution keeps the name until the record itself comes.
create table hub.other_name (
    source_id smallint not null,
    key text collate "C" not null,
    other_source_id smallint not null,
    other_key text collate "C" not null,
    primary key (source_id, key, other_source_id, other_key)
);

-- Two entities turned out to be one: who still holds the old hub id finds the record under the new one. Never a chain: the
-- new entity is one that lives.
create table hub.redirect (
    old_entity bigint primary key,
    new_entity bigint not null,
    record_type text not null,
    why text not null,
    at timestamptz not null
);
create index redirect_by_new on hub.redirect (new_entity);
