create sequence note_id increment by 50;

-- audience and event_name are those that the note was last published with.
create table note (
    company_id     bigint      not null,
    id             bigint      not null,
    contact_id     bigint,
    task_id        bigint,
    reservation_id bigint,
    guestlist_id   bigint,
    user_id        bigint      not null,
    text           text        not null,
    event_name     text,
    audience       text[]      not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    constraint pk_note primary key (company_id, id),
    constraint ck_note_subject check (num_nonnulls(contact_id, task_id, reservation_id, guestlist_id) = 1)
);

create index ix_note_contact on note (company_id, contact_id, id) where contact_id is not null;
create index ix_note_task on note (company_id, task_id, id) where task_id is not null;
create index ix_note_reservation on note (company_id, reservation_id, id) where reservation_id is not null;
create index ix_note_guestlist on note (company_id, guestlist_id, id) where guestlist_id is not null;

-- Which notes a reader may see.
create index ix_note_audience on note using gin (company_id, audience);
