create sequence guestlist_id increment by 50;

create table guestlist (
    company_id           bigint      not null,
    id                   bigint      not null,
    event_id             bigint      not null,
    venue_id             bigint      not null,
    contact_id           bigint      not null,
    user_id              bigint      not null,
    approved             boolean     not null,
    state                text        not null,
    tally                boolean     not null,
    count_males          integer     not null,
    count_females        integer     not null,
    actual_count_males   integer,
    actual_count_females integer,
    type_for_males_id    bigint,
    type_for_females_id  bigint,
    status               text        not null,
    last_status          text,
    -- what its status comes to: its guests take places
    expected             boolean     not null,
    note                 text,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    -- tells the form that it was last published in from others
    published            text,
    -- how many commands to other services it has led to: each needs a key of its own
    commands_wanted      integer     not null,
    constraint pk_guestlist primary key (company_id, id),
    constraint fk_guestlist_event foreign key (company_id, event_id) references event (company_id, id)
);

-- Of any number of concurrent requests to put a guest on the list of an event, this lets one win.
create unique index uq_guestlist_contact on guestlist (company_id, event_id, contact_id);

create index ix_guestlist_contact on guestlist (company_id, contact_id, id);
create index ix_guestlist_event on guestlist (company_id, event_id, id);
create index ix_guestlist_venue on guestlist (company_id, venue_id, id);

-- How many places of a type are taken, and who tells its name.
create index ix_guestlist_type_for_males on guestlist (company_id, type_for_males_id, event_id)
    where type_for_males_id is not null;
create index ix_guestlist_type_for_females on guestlist (company_id, type_for_females_id, event_id)
    where type_for_females_id is not null;

-- Whoever takes places of a type at an event has its row until he commits: places are counted by one at a time.
create table guestlist_capacity (
    company_id        bigint not null,
    event_id          bigint not null,
    guestlist_type_id bigint not null,
    constraint pk_guestlist_capacity primary key (company_id, event_id, guestlist_type_id),
    constraint fk_guestlist_capacity_event foreign key (company_id, event_id) references event (company_id, id)
        on delete cascade
);
