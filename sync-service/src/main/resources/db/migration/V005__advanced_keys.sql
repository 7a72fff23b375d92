-- The newest change under each audience key: whether there is anything new for a reader shows here, without looking at
-- any entry.
create table feed_key (
    company_id   bigint           not null,
    audience_key text collate "C" not null,
    shard        integer          not null,
    advanced_at  timestamptz      not null,
    constraint pk_feed_key primary key (company_id, audience_key)
);

-- What has advanced since it was last announced.
create index ix_feed_key_advanced on feed_key (shard, advanced_at);

insert into feed_key (company_id, audience_key, shard, advanced_at)
select company_id, audience_key, shard, max(visible_at) from feed_entry group by company_id, audience_key, shard;

-- Up to which watermark each shard's advances are announced. Not in feed_shard, whose rows the projector locks.
create table feed_announcement (
    shard           integer     not null,
    announced_until timestamptz not null,
    constraint pk_feed_announcement primary key (shard)
);

insert into feed_announcement (shard, announced_until) select shard, watermark from feed_shard;
