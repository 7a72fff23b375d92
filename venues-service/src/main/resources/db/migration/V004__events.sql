create sequence artist_id increment by 50;

create table artist (
    company_id  bigint not null,
    id          bigint not null,
    name        text   not null,
    status      text,
    description text,
    constraint pk_artist primary key (company_id, id)
);

create sequence event_id increment by 50;

create table event (
    company_id              bigint           not null,
    id                      bigint           not null,
    venue_id                bigint           not null,
    name                    text             not null,
    date                    date             not null,
    start_time              time             not null,
    end_time                time             not null,
    starts_at               timestamptz      not null,
    ends_at                 timestamptz      not null,
    state                   text             not null,
    location                text,
    dress_code              text,
    age                     text,
    description             text,
    tickets_url             text,
    closeout_notes          text,
    event_type              text,
    music_type              text,
    facebook_link           text,
    personalized_link       text,
    promo_status            text,
    show_on_public          boolean          not null,
    facebook_token_required boolean          not null,
    global_fee              double precision,
    venue_fee               double precision,
    guestlist_template_id   bigint,
    artist_ids              bigint[]         not null,
    created_at              timestamptz      not null,
    updated_at              timestamptz      not null,
    constraint pk_event primary key (company_id, id),
    constraint fk_event_venue foreign key (company_id, venue_id) references venue (company_id, id),
    constraint fk_event_guestlist_template foreign key (company_id, guestlist_template_id)
        references guestlist_template (company_id, id)
);

-- Lists are by date.
create index ix_event_date on event (company_id, date, id);

-- Which events have just started, or ended.
create index ix_event_starts_at on event (starts_at);
create index ix_event_ends_at on event (ends_at);

create index ix_event_venue on event (company_id, venue_id, id);
create index ix_event_guestlist_template on event (company_id, guestlist_template_id, id)
    where guestlist_template_id is not null;

create extension if not exists btree_gin;

-- The events that a changed artist performs at.
create index ix_event_artist on event using gin (company_id, artist_ids);

alter table floor_room
    add constraint fk_floor_room_event foreign key (company_id, event_id) references event (company_id, id);
alter table floor_section
    add constraint fk_floor_section_event foreign key (company_id, event_id) references event (company_id, id);
alter table floor_table
    add constraint fk_floor_table_event foreign key (company_id, event_id) references event (company_id, id);

-- Which events say something else than they last told, and when they told it last.
create table event_announcement (
    company_id bigint      not null,
    event_id   bigint      not null,
    moved      boolean     not null,
    told_at    timestamptz not null,
    constraint pk_event_announcement primary key (company_id, event_id),
    constraint fk_event_announcement_event foreign key (company_id, event_id) references event (company_id, id)
);

create index ix_event_announcement_moved on event_announcement (told_at) where moved;
