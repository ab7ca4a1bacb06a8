-- What nobody searches by need not be known to the planner. To gather it takes longest of all: these are texts to sort and
-- arrays to take apart, and while pushes come in it is gathered again and again.
alter table hub.identity_record
    alter column features set statistics 0,
    alter column blocks set statistics 0,
    alter column counted set statistics 0,
    alter column contacts set statistics 0,
    alter column homes set statistics 0;
alter table hub.pushed
    alter column idempotency_key set statistics 0,
    alter column body set statistics 0,
    alter column problems set statistics 0;
alter table hub.push_key
    alter column sha256 set statistics 0;
alter table hub.change
    alter column before set statistics 0,
    alter column after set statistics 0;
alter table hub.contribution
    alter column body set statistics 0;
do $$
declare
    golden regclass;
begin
    for golden in
        select attrelid::regclass from pg_attribute join pg_class c on c.oid = attrelid
        where relnamespace = 'fostering'::regnamespace and relkind = 'r' and attname = 'provenance'
    loop
        execute format('alter table %s alter column provenance set statistics 0', golden);
    end loop;
end
$$;

-- Of a log that has one for each month: those of this month and of the next two.
create function hub.ensure_partitions(log text) returns void language plpgsql as $$
declare
    month date := date_trunc('month', now() at time zone 'UTC')::date;
    part text;
    unsearched name;
begin
    -- Of several processes one makes them.
    perform pg_advisory_xact_lock(hashtextextended('partitions', 0));
    for i in 0..2 loop
        part := log || '_' || to_char(month, 'YYYY_MM');
        if to_regclass('hub.' || part) is null then
            -- Rows of that month that lie in the default partition already stay there; no run must fail for that.
            begin
                execute format(
                    'create table hub.%I partition of hub.%I for values from (%L) to (%L)',
                    part, log, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
                -- A new partition does not have this from the log itself.
                for unsearched in
                    select attname from pg_attribute
                    where attrelid = to_regclass('hub.' || log) and attstattarget = 0 and attnum > 0 and not attisdropped
                loop
                    execute format('alter table hub.%I alter column %I set statistics 0', part, unsearched);
                end loop;
            exception when check_violation then
                raise warning 'rows of % stay in the default partition of hub.%', month, log;
            end;
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end
$$;

create or replace function hub.ensure_change_partitions() returns void language sql as $$
    select hub.ensure_partitions('change'), hub.ensure_partitions('receipt');
$$;

create or replace function hub.ensure_live_partitions() returns void language sql as $$
    select hub.ensure_change_partitions(), hub.ensure_partitions('pushed');
$$;
