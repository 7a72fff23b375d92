-- A feed that was restored from a backup does not know what it has told since, nor which destroys the topics have
-- forgotten meanwhile: it counts everything before that moment as forgotten, for every company of the shard.
alter table feed_shard add column forgotten_until timestamptz;

-- The life of the database in which the feed was last seen: one row.
create table feed_life (
    only_row          boolean not null default true,
    system_identifier bigint  not null,
    timeline          text    not null,
    constraint pk_feed_life primary key (only_row),
    constraint ck_feed_life_one_row check (only_row)
);

insert into feed_life (system_identifier, timeline)
select system_identifier, current_timeline() from pg_control_system();

-- For operators too, after a restore that a database cannot notice by itself (a disk snapshot).
create function forget_feed() returns void language plpgsql as $$
begin
    -- The times are drawn under the locks, as all times of the feed.
    perform from feed_shard order by shard for update;
    update feed_shard
       set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond');
    update feed_shard set forgotten_until = watermark;
end
$$;

-- Forgets the feed if this is not the database, or not the timeline, in which it was last seen; returns whether it did.
create function forget_feed_if_restored() returns boolean language plpgsql as $$
begin
    lock table feed_life in share row exclusive mode;
    if exists (select from feed_life as last
                 join pg_control_system() as here on here.system_identifier = last.system_identifier
                where last.timeline = current_timeline()) then
        return false;
    end if;
    update feed_life
       set system_identifier = (select system_identifier from pg_control_system()), timeline = current_timeline();
    perform forget_feed();
    return true;
end
$$;
