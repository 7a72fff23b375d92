create function goal_contributions(t task) returns setof goal_contribution
    language sql stable
    begin atomic
        select t.company_id, t.owner_id, 'logged_tasks', 0::bigint, company_day(t.company_id, t.completed_at), 1::numeric
         where t.state = 'complete' and t.completed_at is not null;
    end;

-- Whoever stores or changes a log holds its contact, so that it is a partner or not until the end of the transaction.
create function goal_contributions(l log_method) returns setof goal_contribution
    language sql stable
    begin atomic
        select l.company_id, l.user_id, 'email_blasts', 0::bigint, company_day(l.company_id, l.date), 1::numeric
         where l.kind = 'email'
        union all
        select l.company_id, l.user_id, 'partner_outreach', 0::bigint, company_day(l.company_id, l.date), 1::numeric
          from contact c
         where c.company_id = l.company_id and c.id = l.contact_id and c.state in ('partner', 'both');
    end;

create or replace function goal_contributions_of(of_company_id bigint) returns setof goal_contribution
    language sql stable
as $$
    select c.* from reservation r, goal_contributions(r) c where r.company_id = of_company_id
    union all
    select c.* from guestlist g, goal_contributions(g) c where g.company_id = of_company_id
    union all
    select c.* from event_share s, goal_contributions(s) c where s.company_id = of_company_id
    union all
    select c.* from contact t, goal_contributions(t) c where t.company_id = of_company_id
    union all
    select c.* from task t, goal_contributions(t) c where t.company_id = of_company_id
    union all
    select c.* from log_method l, goal_contributions(l) c where l.company_id = of_company_id
$$;

create trigger keep_goal_progress after insert or update or delete on task
    for each row execute function keep_goal_progress();
create trigger keep_goal_progress after insert or update or delete on log_method
    for each row execute function keep_goal_progress();

-- Logs about a contact count as outreach while it is a partner: those that there are when it becomes one or ceases to be.
create function keep_partner_outreach() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(goal_progress_lock(old.company_id));
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

create trigger keep_partner_outreach after update on contact
    for each row when ((old.state in ('partner', 'both')) <> (new.state in ('partner', 'both')))
    execute function keep_partner_outreach();
create trigger keep_partner_outreach_of_removed after delete on contact
    for each row when (old.state in ('partner', 'both'))
    execute function keep_partner_outreach();
