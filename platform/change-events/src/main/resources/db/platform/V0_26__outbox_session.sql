-- The session in which a user made a change: the device that made it need not be told to pull it.
alter table outbox add column session_id bigint;
alter table outbox_held add column session_id bigint;

create or replace function resume_publishing(stopped_company_id bigint) returns boolean language plpgsql as $$
begin
    update outbox_position set stopped_at = null, stopped_reason = null
     where company_id = stopped_company_id and stopped_at is not null;
    if not found then
        return false;
    end if;
    with moved as (delete from outbox_held where company_id = stopped_company_id returning *)
    insert into outbox (company_id, transaction_id, sequence, changed_at, class_name, entity_id, action, data,
                        audience, actor_id, session_id, traceparent)
    select company_id, transaction_id, sequence, changed_at, class_name, entity_id, action, data,
           audience, actor_id, session_id, traceparent
      from moved order by sequence;
    return true;
end
$$;
