-- What goes to very many waits in a lane of its own, where it delays nothing that goes to few.
alter table delivery add column bulk boolean not null default false;

drop index ix_delivery_due;

-- What is to be sent now, lane by lane.
create index ix_delivery_due on delivery (platform, bulk, due_at) where state = 'waiting';

drop function announce(bigint, bigint[], bigint, text, text, text, timestamptz, timestamptz, interval);

-- As before; to_many puts it into the lane of the broadcasts.
create function announce(
    of_company bigint, user_ids bigint[], by_sender bigint, of_sender_type text, with_title text, with_message text,
    at timestamptz, change_time timestamptz, expiry interval, to_many boolean default false) returns setof notification
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
            insert into delivery (company_id, notification_id, user_id, device_id, platform, caused_at, expires_at, bulk)
            select told.company_id, told.id, told.user_id, d.id, d.platform, change_time, now() + expiry, to_many
              from told
              join device d on d.company_id = told.company_id and d.user_id = told.user_id
        )
        select * from told order by id;
    perform pg_notify('velvet_delivery', '');
end
$$;
