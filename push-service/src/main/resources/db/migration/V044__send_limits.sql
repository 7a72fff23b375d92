-- How much may be sent, kept where all replicas see it: each push moves these on by its share of the time for which the limit
-- holds, and waits while they are too far ahead of the clock.
alter table device
    add column minute_spent_until timestamptz not null default '-infinity',
    add column hour_spent_until   timestamptz not null default '-infinity';

create table send_budget (
    platform    text        not null,
    spent_until timestamptz not null default '-infinity',
    constraint pk_send_budget primary key (platform)
);

insert into send_budget (platform) values ('ios'), ('android');
