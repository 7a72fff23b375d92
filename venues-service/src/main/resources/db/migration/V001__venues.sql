create sequence venue_id increment by 50;

create table venue (
    company_id  bigint           not null,
    id          bigint           not null,
    name        text             not null,
    time_zone   text             not null,
    email       text,
    phone       text,
    location    text,
    address     text,
    longitude   double precision,
    latitude    double precision,
    website     text,
    facebook    text,
    twitter     text,
    instagram   text,
    venue_type  text,
    description text,
    created_at  timestamptz      not null,
    updated_at  timestamptz      not null,
    constraint pk_venue primary key (company_id, id)
);

create sequence user_venue_id increment by 50;

create table user_venue (
    company_id bigint  not null,
    id         bigint  not null,
    venue_id   bigint  not null,
    user_id    bigint  not null,
    home       boolean not null,
    selected   boolean not null,
    constraint pk_user_venue primary key (company_id, id),
    constraint uq_user_venue unique (company_id, user_id, venue_id),
    constraint fk_user_venue_venue foreign key (company_id, venue_id) references venue (company_id, id)
);

create index ix_user_venue_venue on user_venue (company_id, venue_id, id);

-- Nobody is at home at two venues.
create unique index uq_user_venue_home on user_venue (company_id, user_id) where home;

create sequence venue_renaming_id increment by 50;

-- Venues with another name or time zone, and what has not followed them yet.
create table venue_renaming (
    company_id   bigint      not null,
    id           bigint      not null,
    venue_id     bigint      not null,
    follower     text        not null,
    actor_id     bigint      not null,
    renamed_at   timestamptz not null,
    last_done_id bigint      not null,
    constraint pk_venue_renaming primary key (company_id, id),
    constraint uq_venue_renaming unique (company_id, venue_id, follower)
);
