-- Which state a device has. One that was forgotten keeps its row, without a time: it is told from one that never acknowledged.
create table feed_acknowledgment (
    company_id      bigint      not null,
    user_id         bigint      not null,
    device          text        not null,
    acknowledged_at timestamptz,
    seen_at         timestamptz not null,
    constraint pk_feed_acknowledgment primary key (company_id, user_id, device)
);

-- Devices to forget.
create index ix_feed_acknowledgment_seen on feed_acknowledgment (seen_at) where acknowledged_at is not null;
