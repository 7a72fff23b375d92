create sequence log_method_id increment by 50;

-- audience is the one that the log was last published with.
create table log_method (
    company_id   bigint      not null,
    id           bigint      not null,
    contact_id   bigint      not null,
    task_id      bigint,
    user_id      bigint      not null,
    date         timestamptz not null,
    kind         text        not null,
    location     text,
    location_lat double precision,
    location_lng double precision,
    note         text,
    result       text,
    audience     text[]      not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint pk_log_method primary key (company_id, id)
);

create index ix_log_method_contact on log_method (company_id, contact_id, id);
create index ix_log_method_task on log_method (company_id, task_id, id) where task_id is not null;

-- The latest log about a contact.
create index ix_log_method_date on log_method (company_id, contact_id, date);

-- Which logs a reader may see.
create index ix_log_method_audience on log_method using gin (company_id, audience);
