-- The number of the transaction that took a session, a user or a company its access. The list that the other services poll is read by it:
-- whatever commits after a reading has a number that is not below that reading's oldest running transaction, in whatever order
-- the transactions commit. Set by a trigger, so that no way of ending access can forget it.
alter table session add column ended_in xid8;
alter table users add column ended_in xid8;
alter table company add column ended_in xid8;

create function note_ended_access() returns trigger language plpgsql as $$
begin
    new.ended_in := pg_current_xact_id();
    return new;
end
$$;

create trigger tr_session_ended before insert or update of ended_at on session
    for each row when (new.ended_at is not null) execute function note_ended_access();
create trigger tr_users_ended before insert or update of active on users
    for each row when (not new.active) execute function note_ended_access();
create trigger tr_company_ended before insert or update of active on company
    for each row when (not new.active) execute function note_ended_access();

create index ix_session_ended_in on session (ended_in) where ended_at is not null;
create index ix_users_ended_in on users (ended_in) where not active;
create index ix_company_ended_in on company (ended_in) where not active;
