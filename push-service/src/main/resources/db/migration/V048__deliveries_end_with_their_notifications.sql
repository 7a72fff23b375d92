-- Deliveries are stored with their notification, in one transaction, so that there is nothing for a foreign key to find; it only
-- locked and wrote each notification once more for each of its deliveries. They still end with it, whoever deletes it.
alter table delivery drop constraint fk_delivery_notification;

create function end_deliveries() returns trigger language plpgsql as $$
begin
    delete from delivery
     using gone
     where delivery.company_id = gone.company_id and delivery.notification_id = gone.id;
    return null;
end
$$;

create trigger end_deliveries
    after delete on notification referencing old table as gone
    for each statement execute function end_deliveries();
