-- What goes to many at once waits in a lane of its own, where it delays nothing that goes to few.
alter table delivery add column bulk boolean not null default false;

drop index ix_delivery_due;

-- What is to be sent now, lane by lane.
create index ix_delivery_due on delivery (platform, bulk, due_at) where state = 'waiting';

-- Whatever way they come in: a statement that queues more than this for people to see is a broadcast, or a part of one.
create function tell_broadcast_from_urgent() returns trigger
    language plpgsql
as $$
begin
    if (select count(*) from added) > 50 then
        update delivery d set bulk = true from added where d.company_id = added.company_id and d.id = added.id;
    end if;
    return null;
end
$$;

create trigger tr_delivery_lane after insert on delivery
    referencing new table as added
    for each statement execute function tell_broadcast_from_urgent();
