-- Shards whose feed is being built again from the topics, and how far each of them had been read before: from there on
-- the feed is whole again. Until then nobody is told what is only half of it.
alter table feed_shard add column rebuilding boolean not null default false;

create table feed_rebuild (
    shard        integer not null,
    topic        text    not null,
    until_offset bigint  not null,
    constraint pk_feed_rebuild primary key (shard, topic)
);

-- For operators: builds the feed of one shard again, the companies whose id is congruent to it modulo 64. The projectors read
-- its topics from the beginning; all its devices have to load everything afterwards.
create procedure rebuild_feed(of_shard integer) language plpgsql as $$
declare
    projector constant text := 'sync-service.feed';
begin
    -- In the order in which a projector takes them. What it is at is committed before; what it has read is no use to it after.
    perform from consumer_position where consumer = projector and partition = of_shard order by topic for update;
    perform from feed_shard where shard = of_shard for update;
    if not found then
        raise exception 'The feed has no shard %', of_shard;
    end if;

    -- Begun a second time, it still has to get where it was the first time.
    insert into feed_rebuild as rebuild (shard, topic, until_offset)
    select of_shard, topic, next_offset from consumer_position where consumer = projector and partition = of_shard
    on conflict on constraint pk_feed_rebuild do update
       set until_offset = greatest(rebuild.until_offset, excluded.until_offset);

    -- Everything of the present epoch counts again, and whatever is not named until then is gone.
    delete from consumer_named named
     using consumer_sequence company
     where named.consumer = projector and company.partition = of_shard and company.company_id = named.company_id
       and company.consumer = named.consumer and company.topic = named.topic;
    delete from consumer_parked where consumer = projector and partition = of_shard;
    delete from consumer_stopped where consumer = projector and partition = of_shard;
    update consumer_sequence company
       set sequence = 0, sweep_offset = greatest(company.sweep_offset, rebuild.until_offset)
      from feed_rebuild rebuild
     where rebuild.shard = of_shard and company.consumer = projector and company.topic = rebuild.topic
       and company.partition = of_shard;
    update consumer_position set next_offset = 0, advanced_at = clock_timestamp()
     where consumer = projector and partition = of_shard;

    execute format('truncate %I', 'feed_entry_' || lpad(of_shard::text, 2, '0'));
    delete from feed_key where shard = of_shard;
    update feed_shard
       set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond'), rebuilding = true
     where shard = of_shard;
    update feed_shard set forgotten_until = watermark, epoch = gen_random_uuid() where shard = of_shard;
end
$$;

-- For operators: the same for all shards, but those that are being rebuilt already. Killed half-way, it is called again.
create procedure rebuild_feed() language plpgsql as $$
begin
    for next_shard in 0..63 loop
        if exists (select from feed_shard where shard = next_shard and not rebuilding) then
            call rebuild_feed(next_shard);
            commit;
        end if;
    end loop;
end
$$;

-- Lets those be pulled again that are whole; returns how many. A company that stands still holds up nobody else.
create function end_rebuilds() returns integer language plpgsql as $$
declare
    whole integer[];
begin
    select array_agg(shard) into whole from (
        select clock.shard
          from feed_shard as clock
         where clock.rebuilding
           and not exists (
                   select from feed_rebuild rebuild
                     join consumer_position position
                       on position.consumer = 'sync-service.feed' and position.topic = rebuild.topic
                      and position.partition = rebuild.shard
                    where rebuild.shard = clock.shard and position.next_offset < rebuild.until_offset)
           and not exists (
                   select from consumer_sequence company
                    where company.consumer = 'sync-service.feed' and company.partition = clock.shard
                      and company.sweep_offset is not null and not company.resynchronising
                      and not exists (select from consumer_stopped stopped
                                       where stopped.company_id = company.company_id
                                         and stopped.consumer = company.consumer and stopped.topic = company.topic))
           for update of clock skip locked) as locked;
    if whole is null then
        return 0;
    end if;
    -- In statements of their own: the times are drawn under the locks.
    update feed_shard
       set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond'), rebuilding = false
     where shard = any (whole);
    update feed_shard set forgotten_until = watermark, epoch = gen_random_uuid() where shard = any (whole);
    delete from feed_rebuild where shard = any (whole);
    return cardinality(whole);
end
$$;
