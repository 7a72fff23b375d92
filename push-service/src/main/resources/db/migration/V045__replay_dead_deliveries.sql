-- What operators look for.
create index ix_delivery_dead on delivery (company_id, notification_id) where state = 'dead';

-- For operators: what could not be delivered before it expired, of a company or of one of its notifications, is tried again
-- from now on, for as long as this says. It keeps its id, so that a device that has it after all knows it again, and waits
-- among the broadcasts. What the provider refused stays refused. Answers how many there are.
create function replay_dead_deliveries(
    of_company bigint, of_notification bigint default null, expiry interval default '24 hours') returns bigint
    language plpgsql
as $$
declare
    replayed bigint;
begin
    update delivery
       set state = 'waiting', bulk = true, tries = 0, reason = null, due_at = now(), expires_at = now() + expiry,
           decided_at = null
     where company_id = of_company and state = 'dead'
       and (of_notification is null or notification_id = of_notification);
    get diagnostics replayed = row_count;
    perform pg_notify('velvet_delivery', '');
    return replayed;
end
$$;
