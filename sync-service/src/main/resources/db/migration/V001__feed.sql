-- The clock of the feed. Whoever makes something visible locks its shard's row first and draws his time afterwards, so
-- that what is committed later is later.
create table feed_shard (
    shard     integer     not null,
    watermark timestamptz not null,
    constraint pk_feed_shard primary key (shard)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

insert into feed_shard (shard, watermark) select generate_series(0, 63), clock_timestamp();

-- The latest state of each entity under each audience key it is or was under.
create table feed_entry (
    company_id    bigint           not null,
    shard         integer          not null,
    class_name    text collate "C" not null,
    entity_id     bigint           not null,
    audience_key  text collate "C" not null,
    visible_at    timestamptz      not null,
    -- from when on it has been, or last was, under this key without a break
    visible_since timestamptz      not null,
    -- when it was under this key before it left
    visible_once  tstzmultirange   not null default '{}',
    destroyed     boolean          not null default false,
    full_json     text,
    -- for a reader without any of the grants in full_for; null where everybody gets full_json
    masked_json   text,
    full_for      text[],
    constraint pk_feed_entry primary key (company_id, class_name, entity_id, audience_key, shard),
    constraint ck_feed_entry_json check (destroyed = (full_json is null))
) partition by list (shard);

do $$
begin
    for shard in 0..63 loop
        execute format('create table %I partition of feed_entry for values in (%s)',
            'feed_entry_' || lpad(shard::text, 2, '0'), shard);
    end loop;
end
$$;

-- A pull is one range of this index for each key of the reader.
create index ix_feed_entry_reading on feed_entry (company_id, audience_key, visible_at, class_name, entity_id);

-- What may be forgotten soon.
create index ix_feed_entry_destroyed on feed_entry (visible_at) where destroyed;

-- Companies that have forgotten destroys: who asks for a time up to this one must load everything.
create table feed_forgotten (
    company_id      bigint      not null,
    forgotten_until timestamptz not null,
    -- destroys are removed a while after this, when no answer is under way that did not know
    marked_at       timestamptz not null default now(),
    constraint pk_feed_forgotten primary key (company_id)
);
