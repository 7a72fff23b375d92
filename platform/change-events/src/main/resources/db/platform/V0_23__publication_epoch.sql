-- The life of this database as subscribers see it. A database restored from a backup has forgotten what it had
-- published since, and starts a new epoch in which it publishes all its state again.
create table publication_epoch (
    epoch             text        not null,
    started_at        timestamptz not null,
    reason            text        not null,
    system_identifier bigint      not null,
    timeline          text        not null,
    -- How far the state was published again: companies below are done, the class and entity are of the current one.
    snapshot_company_id bigint,
    snapshot_class_name text,
    snapshot_entity_id  bigint,
    snapshot_done_at    timestamptz,
    constraint pk_publication_epoch primary key (epoch)
);

create function current_timeline() returns text language sql volatile as $$
    select left(pg_walfile_name(pg_current_wal_lsn()), 8)
$$;

-- For operators too, after a restore that a database cannot notice by itself (a disk snapshot): everything not yet
-- published is published by the new epoch's snapshot instead, in sequences that begin again.
create function start_publication_epoch(start_reason text) returns text language plpgsql as $$
declare
    -- A later epoch is greater as text, also if the clock went back.
    started timestamptz := (select greatest(clock_timestamp(), max(started_at) + interval '1 ms') from publication_epoch);
    epoch   text := to_char(started at time zone 'UTC', 'YYYYMMDD"T"HH24MISSMS"Z"');
begin
    truncate outbox, outbox_held, outbox_counter, outbox_position;
    insert into publication_epoch (epoch, started_at, reason, system_identifier, timeline)
    select epoch, started, start_reason, system_identifier, current_timeline() from pg_control_system();
    return epoch;
end
$$;

-- Starts a new epoch if this is not the database, or not the timeline, in which the last one was started.
-- Returns the new epoch or null.
create function start_publication_epoch_if_restored() returns text language plpgsql as $$
begin
    if not is_restored() then
        return null;
    end if;
    lock table publication_epoch in share row exclusive mode;
    if not is_restored() then
        return null;
    end if;
    return start_publication_epoch('another database or timeline than before');
end
$$;

create function is_restored() returns boolean language plpgsql as $$
begin
    return not exists (select
                         from (select * from publication_epoch order by epoch desc limit 1) as last
                         join pg_control_system() as here on here.system_identifier = last.system_identifier
                        where last.timeline = current_timeline());
end
$$;

-- The first epoch has nothing to publish again.
select start_publication_epoch('first start');
update publication_epoch set snapshot_done_at = started_at;
