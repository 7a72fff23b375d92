-- The days of the outbox are those of UTC, whoever creates them, and a partition is over when its bounds say so: some
-- were created by sessions in other time zones.
create view outbox_partition as
select name, substring(bounds from 'FROM \(''(.+)''\) TO')::timestamptz as begins,
       substring(bounds from 'TO \(''(.+)''\)')::timestamptz as ends
  from (select child.relname as name, pg_get_expr(child.relpartbound, child.oid) as bounds
          from pg_inherits
          join pg_class child on child.oid = pg_inherits.inhrelid
         where pg_inherits.inhparent = 'outbox'::regclass) as partition
 where bounds <> 'DEFAULT';

-- One partition a day, created three days ahead. Writers wait behind this, so it gives up soon and is called again.
create or replace function create_outbox_partitions() returns void language plpgsql
    set lock_timeout = '250ms' set timezone = 'UTC' as $$
declare
    day date;
begin
    -- One at a time, whoever else has the same idea.
    perform pg_advisory_xact_lock('outbox'::regclass::oid::bigint);
    for day in select generate_series(current_date, current_date + 3, interval '1 day')::date loop
        -- A day of which the default partition has rows stays there: PostgreSQL would refuse its partition, and moving
        -- them would hold writers up. They go from there as they are published.
        continue when exists (select from outbox_partition where begins < day + 1 and ends > day)
                   or exists (select from outbox_default where partition_time >= day and partition_time < day + 1);
        execute format('create table %I partition of outbox for values from (%L) to (%L)',
            'outbox_' || to_char(day, 'YYYYMMDD'), day, day + 1);
    end loop;
end
$$;

-- Asks for each company by the index, which is fast enough to be asked while writers wait.
create function is_wholly_published(partition_name text) returns boolean language plpgsql as $$
declare
    unpublished boolean;
begin
    execute format(
        'select exists (
             select from outbox_counter counter
               left join outbox_position position
                 on position.company_id = counter.company_id
                and position.epoch = (select max(epoch) from publication_epoch)
              where exists (select from %I change
                             where change.company_id = counter.company_id
                               and change.sequence > coalesce(position.published_sequence, 0)))',
        partition_name) into unpublished;
    return not unpublished;
end
$$;

-- Drops each partition that is over and wholly published, and returns how many. Rows of stopped companies move to
-- outbox_held first. A partition counts as over an hour after its end: what a transaction that began before it inserts
-- even later comes into the default partition.
create or replace function drop_published_outbox_partitions() returns integer language plpgsql
    set lock_timeout = '250ms' set timezone = 'UTC' as $$
declare
    over      text[];
    published text[];
    partition text;
    dropped   integer := 0;
begin
    perform pg_advisory_xact_lock('outbox'::regclass::oid::bigint);
    over := array(select name from outbox_partition where ends + interval '1 hour' < now() order by begins);
    foreach partition in array over || 'outbox_default'::text loop
        perform hold_outbox_rows_of_stopped_companies(partition);
    end loop;
    delete from outbox_default change
     using outbox_position position
     where position.company_id = change.company_id and change.sequence <= position.published_sequence
       and position.epoch = (select max(epoch) from publication_epoch)
       and change.partition_time < now() - interval '1 hour';

    published := array(select name from unnest(over) as name where is_wholly_published(name));
    if cardinality(published) > 0 then
        -- The whole of it, as readers and writers lock it: the partition alone, and then its parent, could end in a
        -- deadlock with them. From here on nothing can arrive between the look and the drop.
        lock table outbox in access exclusive mode;
        foreach partition in array published loop
            if is_wholly_published(partition) then
                execute format('drop table %I', partition);
                dropped := dropped + 1;
            end if;
        end loop;
    end if;
    return dropped;
end
$$;
