-- What venues-service tells of events that were shared in social networks.
create table event_share (
    company_id bigint      not null,
    id         bigint      not null,
    event_id   bigint      not null,
    user_id    bigint      not null,
    shared_at  timestamptz not null,
    constraint pk_event_share primary key (company_id, id)
);

create sequence goal_id increment by 50;

-- How much somebody, or each of a venue's staff, is to reach: in a period, or at an event.
create table goal (
    company_id   bigint           not null,
    id           bigint           not null,
    user_id      bigint,
    venue_id     bigint,
    event_id     bigint,
    goal_type    text             not null,
    method       text             not null,
    period_start date,
    goal_amount  double precision not null,
    constraint pk_goal primary key (company_id, id),
    constraint uq_goal unique nulls not distinct (company_id, goal_type, method, period_start, user_id, venue_id, event_id),
    constraint ck_goal_of_somebody check ((user_id is null) <> (venue_id is null)),
    constraint ck_goal_for_something check ((period_start is null) <> (event_id is null))
);

create index ix_goal_event on goal (company_id, event_id) where event_id is not null;

-- What has been reached: kept by the triggers below, whatever the way on which something that counts has changed.
create table goal_progress (
    company_id   bigint  not null,
    goal_type    text    not null,
    method       text    not null,
    period_start date    not null,
    user_id      bigint  not null,
    -- 0 for what is not sold at an event
    event_id     bigint  not null,
    amount       numeric not null,
    constraint pk_goal_progress primary key (company_id, goal_type, method, period_start, user_id, event_id)
) with (fillfactor = 80);

create type goal_contribution as (
    company_id bigint,
    user_id    bigint,
    goal_type  text,
    event_id   bigint,
    day        date,
    amount     numeric
);

-- The day of a moment by a company's clocks.
create function company_day(of_company_id bigint, moment timestamptz) returns date
    language sql stable
    return (moment at time zone
            coalesce((select time_zone from staff_company where company_id = of_company_id), 'UTC'))::date;

-- What each thing counts for, and for whom. Every kind of thing that counts has such a function.

create function goal_contributions(r reservation) returns setof goal_contribution
    language sql stable
    begin atomic
        select r.company_id, r.user_id, 'sales', r.event_id, r.event_date, r.spent
         where r.closed_out and r.user_id is not null;
    end;

create function goal_contributions(g guestlist) returns setof goal_contribution
    language sql stable
    begin atomic
        select g.company_id, g.user_id, 'guestlist', 0::bigint, g.event_date, g.guests::numeric
         where g.stage = 'win' and g.user_id is not null;
    end;

create function goal_contributions(s event_share) returns setof goal_contribution
    language sql stable
    begin atomic
        select s.company_id, s.user_id, 'social_media', 0::bigint, company_day(s.company_id, s.shared_at), 1::numeric
         where s.company_id is not null;
    end;

create function goal_contributions(c contact) returns setof goal_contribution
    language sql stable
    begin atomic
        select c.company_id, c.creator_id, 'new_contacts', 0::bigint, company_day(c.company_id, c.created_at), 1::numeric
         where c.company_id is not null;
    end;

-- All that counts in a company.
create function goal_contributions_of(of_company_id bigint) returns setof goal_contribution
    language sql stable
as $$
    select c.* from reservation r, goal_contributions(r) c where r.company_id = of_company_id
    union all
    select c.* from guestlist g, goal_contributions(g) c where g.company_id = of_company_id
    union all
    select c.* from event_share s, goal_contributions(s) c where s.company_id = of_company_id
    union all
    select c.* from contact t, goal_contributions(t) c where t.company_id = of_company_id
$$;

create function goal_periods(day date) returns table (method text, period_start date)
    language sql immutable
as $$
    values ('monthly', date_trunc('month', day)::date), ('weekly', date_trunc('week', day)::date)
$$;

-- While a company is counted anew nothing of it may change, and the other way round.
create function goal_progress_lock(of_company_id bigint) returns bigint
    language sql immutable
    return hashint8(of_company_id)::bigint + (hashtext('goal_progress')::bigint << 32);

-- Moves what the old row contributed to what the new one does. The rows of the progress are locked in one order by all.
create function keep_goal_progress() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(goal_progress_lock(coalesce(new.company_id, old.company_id)));
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

create trigger keep_goal_progress after insert or update or delete on reservation
    for each row execute function keep_goal_progress();
create trigger keep_goal_progress after insert or update or delete on guestlist
    for each row execute function keep_goal_progress();
create trigger keep_goal_progress after insert or update or delete on event_share
    for each row execute function keep_goal_progress();
-- Who created a contact and when never changes.
create trigger keep_goal_progress after insert or delete on contact
    for each row execute function keep_goal_progress();

-- Counts a company anew. The lock is waited for in a statement of its own, so that the next one sees what it waited for.
create procedure rebuild_goal_progress(of_company_id bigint) language plpgsql as $$
begin
    perform pg_advisory_xact_lock(goal_progress_lock(of_company_id));
    delete from goal_progress where company_id = of_company_id;
    insert into goal_progress (company_id, goal_type, method, period_start, user_id, event_id, amount)
    select c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id, sum(c.amount)
      from goal_contributions_of(of_company_id) c, goal_periods(c.day) period
     group by c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id;
end $$;

-- By other clocks, other days and months.
create function recount_goals() returns trigger language plpgsql as $$
begin
    call rebuild_goal_progress(new.company_id);
    return null;
end $$;

create trigger recount_goals_of_new_company after insert on staff_company
    for each row execute function recount_goals();
create trigger recount_goals after update on staff_company
    for each row when (old.time_zone <> new.time_zone) execute function recount_goals();

-- What was there before this migration.
insert into goal_progress (company_id, goal_type, method, period_start, user_id, event_id, amount)
select c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id, sum(c.amount)
  from (select distinct company_id from contact) company, goal_contributions_of(company.company_id) c,
       goal_periods(c.day) period
 group by c.company_id, c.goal_type, period.method, period.period_start, c.user_id, c.event_id;
