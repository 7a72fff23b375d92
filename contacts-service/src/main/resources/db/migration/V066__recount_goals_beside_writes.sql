-- Goals are counted anew while the company works on. What was counted wrongly is the difference between what there is and what
-- was kept of it, both read in one statement: whoever commits later adds to what is kept and is no part of the difference, so
-- adding the difference afterwards, however late, makes exact what is kept.

-- Companies to be counted anew. Whoever asks for it adds a row and waits for nobody; barrier is null until it has been seen.
create table goal_recount (
    company_id bigint not null,
    id         bigint generated always as identity,
    barrier    xid8,
    constraint pk_goal_recount primary key (company_id, id)
);

-- What is to be added yet to what is kept.
create table goal_correction (
    company_id   bigint  not null,
    goal_type    text    not null,
    method       text    not null,
    period_start date    not null,
    user_id      bigint  not null,
    event_id     bigint  not null,
    amount       numeric not null,
    constraint pk_goal_correction primary key (company_id, goal_type, method, period_start, user_id, event_id)
);

create function correct_goal_progress(of_company_id bigint, at_most integer) returns boolean language plpgsql as $$
begin
    with correction as (
        delete from goal_correction
         where company_id = of_company_id
           and (goal_type, method, period_start, user_id, event_id) in
               (select goal_type, method, period_start, user_id, event_id from goal_correction
                 where company_id = of_company_id
                 order by goal_type, method, period_start, user_id, event_id limit at_most)
        returning *)
    insert into goal_progress as p (company_id, goal_type, method, period_start, user_id, event_id, amount)
    select company_id, goal_type, method, period_start, user_id, event_id, amount from correction
     order by company_id, goal_type, method, period_start, user_id, event_id
        on conflict on constraint pk_goal_progress do update set amount = p.amount + excluded.amount;
    return found;
end $$;

create procedure compare_goal_progress(of_company_id bigint) language sql as $$
    insert into goal_correction (company_id, goal_type, method, period_start, user_id, event_id, amount)
    select of_company_id, goal_type, method, period_start, user_id, event_id, sum(amount)
      from (select c.goal_type, period.method, period.period_start, c.user_id, c.event_id, c.amount
              from goal_contributions_of(of_company_id) c, goal_periods(c.day) period
            union all
            select goal_type, method, period_start, user_id, event_id, -amount
              from goal_progress where company_id = of_company_id) counted_and_kept
     group by goal_type, method, period_start, user_id, event_id
    having sum(amount) <> 0
$$;

-- Goes one step on with counting a company anew, to be called in a transaction of its own; says whether there may be more to do
-- right now. Another one that is at it, a row that somebody holds, a transaction that may still count by the clocks of before:
-- all these are reasons to come back later.
--
-- Whoever counts in a transaction that was there before the company was marked may count by the clocks of before. Each had its
-- number before the mark was committed; the barrier is a number that was drawn after that. Once all those below it have ended,
-- what they did and what they kept of it are seen together.
create function go_on_recounting_goals(of_company_id bigint) returns boolean
    language plpgsql set lock_timeout = '250ms' as $$
begin
    if pg_current_xact_id_if_assigned() is not null then
        raise exception 'Goals are counted anew in a transaction of its own';
    end if;
    if not pg_try_advisory_xact_lock(goal_progress_lock(of_company_id)) then
        return false;
    end if;
    if correct_goal_progress(of_company_id, 500) then
        return true;
    end if;
    delete from goal_recount
     where company_id = of_company_id and barrier < pg_snapshot_xmin(pg_current_snapshot());
    if found then
        call compare_goal_progress(of_company_id);
        return true;
    end if;
    -- One that is still to come was drawn by the database that this one was copied from.
    update goal_recount set barrier = pg_current_xact_id()
     where company_id = of_company_id
       and (barrier is null or barrier >= pg_snapshot_xmax(pg_current_snapshot()));
    return found;
end $$;

create function is_recounting_goals(of_company_id bigint) returns boolean
    language sql stable
    return exists (select from goal_recount where company_id = of_company_id)
        or exists (select from goal_correction where company_id = of_company_id);

-- By other clocks, other days and months.
create or replace function recount_goals() returns trigger language plpgsql as $$
begin
    insert into goal_recount (company_id) values (new.company_id);
    return null;
end $$;

-- As they were, without a lock that a company counted anew was kept from changing by.

create or replace function keep_goal_progress() returns trigger language plpgsql as $$
begin
    insert into goal_progress as p (company_id, goal_type, method, period_start, user_id, event_id, amount)
    select c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id, sum(c.amount)
      from (select company_id, goal_type, user_id, event_id, day, -amount as amount from goal_contributions(old)
            union all
            select company_id, goal_type, user_id, event_id, day, amount from goal_contributions(new)) c,
           goal_periods(c.day) period
     group by c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id
    having sum(c.amount) <> 0
     order by c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id
        on conflict on constraint pk_goal_progress do update set amount = p.amount + excluded.amount;
    return null;
end $$;

create or replace function keep_partner_outreach() returns trigger language plpgsql as $$
begin
    insert into goal_progress as p (company_id, goal_type, method, period_start, user_id, event_id, amount)
    select l.company_id, 'partner_outreach', period.method, period.period_start, l.user_id, 0,
           count(*) * case when tg_op = 'UPDATE' and new.state in ('partner', 'both') then 1 else -1 end
      from log_method l, goal_periods(company_day(l.company_id, l.date)) period
     where l.company_id = old.company_id and l.contact_id = old.id
     group by l.company_id, period.method, period.period_start, l.user_id
     order by l.company_id, period.method, period.period_start, l.user_id
        on conflict on constraint pk_goal_progress do update set amount = p.amount + excluded.amount;
    return null;
end $$;

-- For operators, outside of a transaction: counts anew what is kept of a company's bookings, contacts, tasks and logs, and
-- returns when all of it is exact. Whoever gives up waiting stops nothing. What was right is not published again.
create or replace procedure rebuild_projections(of_company_id bigint) language plpgsql as $$
declare
    may_go_on boolean;
    is_told   boolean := false;
begin
    insert into goal_recount (company_id) values (of_company_id);
    insert into statistics_rebuild (company_id, last_done_id) values (of_company_id, 0)
        on conflict on constraint pk_statistics_rebuild do update set last_done_id = 0;
    commit;
    while is_recounting_goals(of_company_id) loop
        commit;
        begin
            may_go_on := go_on_recounting_goals(of_company_id);
        exception when lock_not_available or deadlock_detected then
            may_go_on := false;
        end;
        commit;
        if not may_go_on then
            perform pg_sleep(0.1);
        end if;
    end loop;
    raise notice 'The goals and leaderboards of company % are exact', of_company_id;
    while exists (select from statistics_rebuild where company_id = of_company_id) loop
        commit;
        if not is_told then
            raise notice 'Waiting for contacts-service to count the statistics of its contacts';
            is_told := true;
        end if;
        perform pg_sleep(0.5);
    end loop;
    raise notice 'The statistics of the contacts of company % are exact', of_company_id;
end $$;

drop procedure rebuild_goal_progress(bigint);
