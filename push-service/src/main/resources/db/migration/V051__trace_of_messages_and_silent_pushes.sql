-- In whose trace recipients are told; null for none.
alter table broadcast add column traceparent text;

-- Where the trace goes on in which something became new; null unless it is recorded.
alter table silent_push add column traceparent text;

-- As before, in a trace.
create function announce(
    of_company bigint, user_ids bigint[], by_sender bigint, of_sender_type text, with_title text, with_message text,
    at timestamptz, change_time timestamptz, expiry interval, to_many boolean, in_trace text) returns setof notification
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
            insert into delivery (company_id, notification_id, user_id, device_id, platform, caused_at, expires_at, bulk,
                                  traceparent)
            select told.company_id, told.id, told.user_id, d.id, d.platform, change_time, now() + expiry, to_many, in_trace
              from told
              join device d on d.company_id = told.company_id and d.user_id = told.user_id
        )
        select * from told order by id;
    perform pg_notify('velvet_delivery', '');
end
$$;

-- For replicas of the release before, which run on until the last of them has been replaced.
create or replace function announce(
    of_company bigint, user_ids bigint[], by_sender bigint, of_sender_type text, with_title text, with_message text,
    at timestamptz, change_time timestamptz, expiry interval, to_many boolean default false) returns setof notification
    language sql
as $$
    select * from announce(of_company, user_ids, by_sender, of_sender_type, with_title, with_message, at, change_time, expiry,
                           to_many, null);
$$;
