-- What has to reach a device, and what has become of it. All of its times are the database's: replicas agree on them.
create table delivery (
    company_id      bigint      not null,
    id              bigint      not null generated always as identity,
    notification_id bigint      not null,
    user_id         bigint      not null,
    device_id       bigint      not null,
    platform        text        not null,
    -- the same with every try, so that the provider and the device know a repetition
    apns_id         uuid        not null default gen_random_uuid(),
    state           text        not null default 'waiting',
    reason          text,
    tries           integer     not null default 0,
    caused_at       timestamptz not null,
    created_at      timestamptz not null default now(),
    -- when it is tried next; while somebody tries, when another may take him for dead
    due_at          timestamptz not null default now(),
    expires_at      timestamptz not null,
    decided_at      timestamptz,
    constraint pk_delivery primary key (company_id, id),
    constraint fk_delivery_notification foreign key (company_id, notification_id)
        references notification (company_id, id) on delete cascade
);

create index ix_delivery_notification on delivery (company_id, notification_id);

-- What is to be sent now.
create index ix_delivery_due on delivery (platform, due_at) where state = 'waiting';

-- The one way in which notifications come into being: with a delivery for each device of those who are told, and with the
-- senders woken by the commit. (Commits that notify queue for one lock; those of notifications are few enough for that.)
create function announce(
    of_company bigint, user_ids bigint[], by_sender bigint, of_sender_type text, with_title text, with_message text,
    at timestamptz, change_time timestamptz, expiry interval) returns setof notification
    language plpgsql
as $$
begin
    return query
        with told as (
            insert into notification (company_id, user_id, sender_id, sender_type, title, message, created_at)
            select of_company, u.id, by_sender, of_sender_type, with_title, with_message, at
              from unnest(user_ids) with ordinality as u (id, place)
             order by u.place
            returning *
        ), planned as (
            insert into delivery (company_id, notification_id, user_id, device_id, platform, caused_at, expires_at)
            select told.company_id, told.id, told.user_id, d.id, d.platform, change_time, now() + expiry
              from told
              join device d on d.company_id = told.company_id and d.user_id = told.user_id
        )
        select * from told order by id;
    perform pg_notify('velvet_delivery', '');
end
$$;
