-- Permission levels whose change has yet to reach their users' changes. A row is written with the change of the level and goes
-- when the last of its users has been published, so that a crash in between loses nobody.
create table permission_spread (
    company_id          bigint not null,
    permission_level_id bigint not null,
    actor_id            bigint not null,
    after_user_id       bigint not null default 0,
    constraint pk_permission_spread primary key (company_id, permission_level_id)
);
