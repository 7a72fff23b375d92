-- One partition a day, created three days ahead. Writers wait behind this, so it gives up soon and is called again.
create function create_outbox_partitions() returns void language plpgsql set lock_timeout = '250ms' as $$
declare
    day date;
begin
    -- One at a time, whoever else has the same idea.
    perform pg_advisory_xact_lock('outbox'::regclass::oid::bigint);
    for day in select generate_series(current_date, current_date + 3, interval '1 day')::date loop
        if to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) is null then
            execute format('create table %I partition of outbox for values from (%L) to (%L)',
                'outbox_' || to_char(day, 'YYYYMMDD'), day, day + 1);
        end if;
    end loop;
end
$$;

-- Drops each partition that is over and wholly published, and returns how many. Rows of stopped companies move to
-- outbox_held first. A partition counts as over an hour after its end: no transaction that could still insert into it
-- lasts that long.
create function drop_published_outbox_partitions() returns integer language plpgsql set lock_timeout = '250ms' as $$
declare
    over        record;
    unpublished boolean;
    dropped     integer := 0;
begin
    perform pg_advisory_xact_lock('outbox'::regclass::oid::bigint);
    for over in
        select child.relname as name
          from pg_inherits
          join pg_class child on child.oid = pg_inherits.inhrelid
         where pg_inherits.inhparent = 'outbox'::regclass and child.relname ~ '^outbox_[0-9]{8}$'
           and to_date(right(child.relname, 8), 'YYYYMMDD') + 1 + interval '1 hour' < now()
         order by child.relname
    loop
        perform hold_outbox_rows_of_stopped_companies(over.name);
        execute format(
            'select exists (select from %I change left join outbox_position position using (company_id)
                             where change.sequence is null or change.sequence > coalesce(position.published_sequence, 0))',
            over.name) into unpublished;
        if not unpublished then
            execute format('drop table %I', over.name);
            dropped := dropped + 1;
        end if;
    end loop;

    perform hold_outbox_rows_of_stopped_companies('outbox_default');
    delete from outbox_default change
     using outbox_position position
     where position.company_id = change.company_id and change.sequence <= position.published_sequence
       and change.partition_time < now() - interval '1 hour';
    return dropped;
end
$$;

create function hold_outbox_rows_of_stopped_companies(partition_name text) returns void language plpgsql as $$
begin
    -- Locked, so that none is resumed while its rows are under way.
    perform from outbox_position where stopped_at is not null order by company_id for update;
    execute format(
        'with moved as (
             delete from %I change
              using outbox_position position
              where position.company_id = change.company_id and position.stopped_at is not null
                and change.sequence > position.published_sequence
                and change.partition_time < now() - interval ''1 hour''
             returning change.*)
         insert into outbox_held overriding system value select * from moved', partition_name);
end
$$;

-- For operators, once the cause is repaired: publishes a stopped company again from where it stopped.
-- Returns false if it was not stopped.
create function resume_publishing(stopped_company_id bigint) returns boolean language plpgsql as $$
begin
    update outbox_position set stopped_at = null, stopped_reason = null
     where company_id = stopped_company_id and stopped_at is not null;
    if not found then
        return false;
    end if;
    with moved as (delete from outbox_held where company_id = stopped_company_id returning *)
    insert into outbox (company_id, transaction_id, sequence, changed_at, class_name, entity_id, action, data,
                        audience, actor_id, traceparent)
    select company_id, transaction_id, sequence, changed_at, class_name, entity_id, action, data,
           audience, actor_id, traceparent
      from moved order by sequence;
    return true;
end
$$;

select create_outbox_partitions();
