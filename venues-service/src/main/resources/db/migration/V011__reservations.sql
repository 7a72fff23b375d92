create sequence reservation_id increment by 50;

create table reservation (
    company_id           bigint      not null,
    id                   bigint      not null,
    event_id             bigint      not null,
    venue_id             bigint      not null,
    contact_id           bigint      not null,
    originator_id        bigint,
    host_id              bigint,
    waitress_id          bigint,
    referable_id         bigint,
    referable_type       text,
    section_id           bigint,
    requested_table_ids  bigint[]    not null,
    assigned_table_ids   bigint[]    not null,
    minimum              double precision,
    template_minimum     double precision,
    count_males          integer     not null,
    count_females        integer     not null,
    actual_count_males   integer,
    actual_count_females integer,
    status               text        not null,
    last_status          text,
    -- what its status comes to: it needs no table any more
    lost                 boolean     not null,
    comp                 text,
    actual_comp          double precision,
    actual_spent         double precision,
    pre_paid             double precision,
    check_number         text,
    number               text,
    contact_degree       text[]      not null,
    bottles              integer,
    closeout             boolean     not null,
    note                 text,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    -- tells the form that it was last published in from others
    published            text,
    constraint pk_reservation primary key (company_id, id),
    constraint fk_reservation_event foreign key (company_id, event_id) references event (company_id, id),
    constraint fk_reservation_section foreign key (company_id, section_id) references floor_section (company_id, id)
);

-- Of any number of concurrent bookings of a guest at an event, this lets one win.
create unique index uq_reservation_contact on reservation (company_id, event_id, contact_id);

create index ix_reservation_contact on reservation (company_id, contact_id, id);
create index ix_reservation_event on reservation (company_id, event_id, id);
create index ix_reservation_section on reservation (company_id, section_id, id) where section_id is not null;
create index ix_reservation_venue on reservation (company_id, venue_id, id);
create index ix_reservation_updated_at on reservation (company_id, updated_at);

-- Tables of events that nobody else can have: held by a promoter, or assigned to a reservation that is not lost.
create table taken_table (
    company_id     bigint not null,
    table_id       bigint not null,
    event_id       bigint not null,
    hold_id        bigint,
    reservation_id bigint,
    constraint pk_taken_table primary key (company_id, table_id),
    constraint ck_taken_table_once check (num_nonnulls(hold_id, reservation_id) = 1),
    constraint fk_taken_table_table foreign key (company_id, table_id) references floor_table (company_id, id),
    constraint fk_taken_table_hold foreign key (company_id, hold_id) references table_hold (company_id, id)
        on delete cascade,
    constraint fk_taken_table_reservation foreign key (company_id, reservation_id)
        references reservation (company_id, id) on delete cascade
);

create index ix_taken_table_hold on taken_table (company_id, hold_id) where hold_id is not null;
create index ix_taken_table_reservation on taken_table (company_id, reservation_id) where reservation_id is not null;

insert into taken_table (company_id, table_id, event_id, hold_id)
select company_id, table_id, event_id, id from table_hold;
