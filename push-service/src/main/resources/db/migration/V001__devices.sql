create sequence device_id increment by 50;

create table device (
    company_id    bigint      not null,
    id            bigint      not null,
    user_id       bigint      not null,
    session_id    bigint      not null,
    platform      text        not null,
    token         text        not null,
    device_id     text,
    registered_at timestamptz not null,
    constraint pk_device primary key (company_id, id)
);

-- A phone changes hands, between companies as well: it belongs to who registered it last, and to nobody else.
create unique index uq_device_token on device (platform, token);
create unique index uq_device_device_id on device (company_id, device_id);

create index ix_device_user on device (company_id, user_id);
create index ix_device_session on device (company_id, session_id);
