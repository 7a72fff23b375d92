create sequence task_id increment by 50;

-- contact_name and reservation_stage are those that the task was last published with. completing_log_id is the log that
-- completed it, if one did.
create table task (
    company_id        bigint      not null,
    id                bigint      not null,
    contact_id        bigint      not null,
    contact_name      text,
    category          text        not null,
    date              timestamptz not null,
    kind              text        not null,
    state             text        not null,
    completed_at      timestamptz,
    complete_method   text,
    completing_log_id bigint,
    result            text,
    user_id           bigint      not null,
    owner_id          bigint      not null,
    venue_id          bigint,
    reservation_id    bigint,
    reservation_stage text,
    event_id          bigint,
    created_at        timestamptz not null,
    constraint pk_task primary key (company_id, id)
);

create index ix_task_contact on task (company_id, contact_id, id);
create index ix_task_reservation on task (company_id, reservation_id, id) where reservation_id is not null;

-- Which tasks a reader may see: his own, and those of his venues.
create index ix_task_owner on task (company_id, owner_id, id);
create index ix_task_user on task (company_id, user_id, id);
create index ix_task_venue on task (company_id, venue_id, id) where venue_id is not null;
