create sequence floor_room_id increment by 50;

-- Of a venue's floor plan or, with an event, of the copy that the event took of it.
create table floor_room (
    company_id bigint not null,
    id         bigint not null,
    venue_id   bigint not null,
    event_id   bigint,
    name       text   not null,
    constraint pk_floor_room primary key (company_id, id),
    constraint fk_floor_room_venue foreign key (company_id, venue_id) references venue (company_id, id)
);

create index ix_floor_room_venue on floor_room (company_id, venue_id, id) where event_id is null;
create index ix_floor_room_event on floor_room (company_id, event_id, id) where event_id is not null;

create sequence floor_section_id increment by 50;

create table floor_section (
    company_id  bigint           not null,
    id          bigint           not null,
    venue_id    bigint           not null,
    event_id    bigint,
    room_id     bigint           not null,
    name        text             not null,
    color       text             not null,
    minimum     double precision not null,
    description text,
    constraint pk_floor_section primary key (company_id, id),
    constraint fk_floor_section_venue foreign key (company_id, venue_id) references venue (company_id, id),
    constraint fk_floor_section_room foreign key (company_id, room_id) references floor_room (company_id, id)
);

create index ix_floor_section_venue on floor_section (company_id, venue_id, id) where event_id is null;
create index ix_floor_section_event on floor_section (company_id, event_id, id) where event_id is not null;
create index ix_floor_section_room on floor_section (company_id, room_id);

create sequence floor_table_id increment by 50;

create table floor_table (
    company_id bigint           not null,
    id         bigint           not null,
    venue_id   bigint           not null,
    event_id   bigint,
    section_id bigint           not null,
    name       text             not null,
    capacity   integer          not null,
    shape      text             not null,
    size       text             not null,
    x          double precision not null,
    y          double precision not null,
    constraint pk_floor_table primary key (company_id, id),
    constraint fk_floor_table_venue foreign key (company_id, venue_id) references venue (company_id, id),
    constraint fk_floor_table_section foreign key (company_id, section_id) references floor_section (company_id, id)
);

create index ix_floor_table_venue on floor_table (company_id, venue_id, id) where event_id is null;
create index ix_floor_table_event on floor_table (company_id, event_id, id) where event_id is not null;
create index ix_floor_table_section on floor_table (company_id, section_id);
