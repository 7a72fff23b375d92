-- Which life of a shard's feed a cursor belongs to: drawn anew whenever what was told before does not hold any more. A
-- time alone would not tell, as the clock of the database that takes over may be behind.
alter table feed_shard add column epoch uuid not null default gen_random_uuid();

-- As before, and ends the epochs.
create or replace function forget_feed() returns void language plpgsql as $$
begin
    -- The times are drawn under the locks, as all times of the feed.
    perform from feed_shard order by shard for update;
    update feed_shard
       set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond');
    update feed_shard set forgotten_until = watermark, epoch = gen_random_uuid();
end
$$;
