-- What other services have published and notifications speak of.

-- Who works at which venue.
create table user_venue (
    company_id bigint not null,
    id         bigint not null,
    user_id    bigint not null,
    venue_id   bigint not null,
    constraint pk_user_venue primary key (company_id, id)
);

create index ix_user_venue_venue on user_venue (company_id, venue_id, user_id);

-- A destroy says nothing of the hold that has ended.
create table table_hold (
    company_id   bigint not null,
    id           bigint not null,
    venue_id     bigint not null,
    table_name   text,
    section_name text,
    event_name   text,
    event_date   text,
    constraint pk_table_hold primary key (company_id, id)
);

create table contact_name (
    company_id bigint not null,
    id         bigint not null,
    name       text,
    constraint pk_contact_name primary key (company_id, id)
);

create table contact_owner (
    company_id bigint not null,
    id         bigint not null,
    contact_id bigint not null,
    user_id    bigint not null,
    constraint pk_contact_owner primary key (company_id, id)
);

create index ix_contact_owner_contact on contact_owner (company_id, contact_id, user_id);
