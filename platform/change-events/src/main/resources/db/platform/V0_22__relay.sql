-- Which relay publishes which share of the companies, until when by the database's clock.
create table relay_shard (
    shard        integer     not null,
    owner        text,
    leased_until timestamptz not null default '-infinity',
    constraint pk_relay_shard primary key (shard)
) with (fillfactor = 50);

insert into relay_shard (shard) select generate_series(0, 7);

-- The relays that are alive, so that each takes its share of the shards.
create table relay (
    owner       text        not null,
    alive_until timestamptz not null,
    constraint pk_relay primary key (owner)
);

-- Destroys that were published: their keys get a tombstone when the compaction lag is over.
create table pending_tombstone (
    company_id bigint      not null,
    class_name text        not null,
    entity_id  bigint      not null,
    due_at     timestamptz not null,
    constraint pk_pending_tombstone primary key (company_id, class_name, entity_id)
);

-- What is due, whatever company it is of.
create index ix_pending_tombstone_due on pending_tombstone (due_at);
