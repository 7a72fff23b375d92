-- A copy of what venues-service publishes: who works where.
create table user_venue (
    company_id bigint  not null,
    id         bigint  not null,
    user_id    bigint  not null,
    venue_id   bigint  not null,
    venue_name text    not null,
    home       boolean not null,
    selected   boolean not null,
    constraint pk_user_venue primary key (company_id, id)
);

create index ix_user_venue_user on user_venue (company_id, user_id, id);

-- Derived from the copy; other services learn of it with the user.
alter table users add column home_venue_id bigint;
