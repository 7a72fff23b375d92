-- Copies of what contacts-service publishes, as far as reservations and guestlists tell of it.
create table contact (
    company_id              bigint   not null,
    id                      bigint   not null,
    name                    text,
    state                   text     not null,
    title                   text,
    organization            text,
    avatar                  text,
    avatar_mobile_thumb_url text,
    facebook                text,
    twitter                 text,
    email                   text,
    phone                   text,
    tag_ids                 bigint[] not null,
    audience                text[]   not null,
    -- whoever booked for him still tells of him
    gone                    boolean  not null default false,
    constraint pk_contact primary key (company_id, id)
);

-- The contacts that tell of a changed tag.
create index ix_contact_tag on contact using gin (company_id, tag_ids);

create table tag (
    company_id bigint not null,
    id         bigint not null,
    name       text   not null,
    constraint pk_tag primary key (company_id, id)
);

create table contact_qualification (
    company_id bigint not null,
    id         bigint not null,
    contact_id bigint not null,
    venue_id   bigint not null,
    status     text   not null,
    constraint pk_contact_qualification primary key (company_id, id)
);

create index ix_contact_qualification_contact on contact_qualification (company_id, contact_id, venue_id);

-- Only those about reservations and guestlists.
create table note (
    company_id     bigint      not null,
    id             bigint      not null,
    reservation_id bigint,
    guestlist_id   bigint,
    user_id        bigint      not null,
    text           text        not null,
    event_name     text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    constraint pk_note primary key (company_id, id),
    constraint ck_note_subject check (num_nonnulls(reservation_id, guestlist_id) = 1)
);

create index ix_note_reservation on note (company_id, reservation_id, id) where reservation_id is not null;
create index ix_note_guestlist on note (company_id, guestlist_id, id) where guestlist_id is not null;

-- Only those for reservations.
create table task (
    company_id     bigint not null,
    id             bigint not null,
    reservation_id bigint not null,
    constraint pk_task primary key (company_id, id)
);

create index ix_task_reservation on task (company_id, reservation_id, id);

-- What has changed and what embeds it has not followed yet.
create table derived_change (
    company_id   bigint      not null,
    origin_class text        not null,
    origin_id    bigint      not null,
    dependants   text        not null,
    requested_at timestamptz not null,
    -- when it is gone on with, later after a failure
    due_at       timestamptz not null,
    last_done_id bigint      not null,
    constraint pk_derived_change primary key (company_id, origin_class, origin_id, dependants)
);

create index ix_derived_change_due on derived_change (due_at);
