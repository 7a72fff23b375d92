-- What is kept of the feed but not by its clock is found by the transaction that changed it: whoever has read everything
-- up to a snapshot asks for the transactions that this did not see yet.
create function note_transaction() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end
$$;

alter table feed_acknowledgment add column changed_in xid8;
alter table feed_forgotten add column changed_in xid8;

create trigger note_transaction before insert or update on feed_acknowledgment
    for each row execute function note_transaction();
create trigger note_transaction before insert or update on feed_forgotten
    for each row execute function note_transaction();

create index ix_feed_acknowledgment_changed on feed_acknowledgment (changed_in) where changed_in is not null;
create index ix_feed_forgotten_changed on feed_forgotten (changed_in) where changed_in is not null;
