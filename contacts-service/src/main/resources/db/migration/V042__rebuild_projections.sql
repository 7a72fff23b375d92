-- Companies whose statistics of contacts are being counted anew, and how far that got.
create table statistics_rebuild (
    company_id   bigint not null,
    last_done_id bigint not null,
    constraint pk_statistics_rebuild primary key (company_id)
);

-- For operators: counts anew what is kept of a company's bookings, contacts, tasks and logs. Goals and leaderboards are exact
-- when it returns, the statistics of contacts within minutes; what was right is not published again.
create procedure rebuild_projections(of_company_id bigint) language plpgsql as $$
begin
    call rebuild_goal_progress(of_company_id);
    insert into statistics_rebuild (company_id, last_done_id) values (of_company_id, 0)
        on conflict on constraint pk_statistics_rebuild do update set last_done_id = 0;
end $$;
