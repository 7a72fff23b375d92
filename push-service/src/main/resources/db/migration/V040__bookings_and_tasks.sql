-- What of bookings and tasks users are told of, as it was last published: a change is told by what it changes.
create table reservation (
    company_id         bigint   not null,
    id                 bigint   not null,
    status             text,
    host_id            bigint,
    waitress_id        bigint,
    assigned_table_ids bigint[] not null,
    constraint pk_reservation primary key (company_id, id)
);

create table guestlist (
    company_id bigint  not null,
    id         bigint  not null,
    approved   boolean not null,
    denied     boolean not null,
    constraint pk_guestlist primary key (company_id, id)
);

create table task (
    company_id bigint not null,
    id         bigint not null,
    owner_id   bigint not null,
    constraint pk_task primary key (company_id, id)
);
